-- Everything public as one file, made anew for each day by whichever node takes the turn; a turn that was taken and not finished is taken again.
create table bulk_file(
  made_for $date$ primary key,
  taken_at $instant$ not null,
  made_at $instant$ check (made_at >= taken_at),
  sha256 text check (length(sha256) = 64),
  content $bytes$,
  check ((made_at is null) = (sha256 is null) and (made_at is null) = (content is null))
);
create view public_bulk_file as select made_for, made_at, sha256, content from bulk_file where made_at is not null;
