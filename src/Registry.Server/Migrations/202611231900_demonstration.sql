-- That this database is a demonstration's, and how far its clock is ahead of the machine's. Never a row in a registry that is real.
create table demonstration(
  one $int$ primary key check (one = 1),
  ahead_seconds $long$ not null check (ahead_seconds >= 0),
  moved_at $instant$ not null
);
