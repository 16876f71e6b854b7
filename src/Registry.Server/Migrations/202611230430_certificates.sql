-- Months in which green certificates of a project's electricity were traded, as often as it was recorded; the last record counts.

create table traded_certificate(
  archive_code text not null check (length(archive_code) = 17),
  month $date$ not null,
  seq $int$ not null check (seq >= 1),
  mwh $long$ not null check (mwh >= 0),
  source text not null check (length(source) > 0),
  proposal_id $long$ not null references proposal(id),
  at $instant$ not null,
  primary key (archive_code, month, seq)
);
