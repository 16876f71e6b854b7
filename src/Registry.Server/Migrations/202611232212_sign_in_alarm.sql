-- Alarms that wrong passwords were tried with many logins: one for each window of time, whichever node saw it first.
create table sign_in_alarm(
  id $long$ not null unique,
  window_began_at $instant$ primary key,
  logins $int$ not null check (logins > 0), -- at least as many; counting stops at the threshold
  at $instant$ not null check (at >= window_began_at)
);
create index sign_in_attempt_last on sign_in_attempt(last_at);
