-- Codes for one step, kept as keyed hashes over code, step, login and session.
create table step_up(
  id $long$ primary key,
  session_id $long$ not null references sign_in_session(id),
  login_id $long$ not null references login(id),
  op_hash text not null check (length(op_hash) = 64),
  code_mac text not null check (length(code_mac) = 64),
  issued_at $instant$ not null,
  expires_at $instant$ not null,
  tries $int$ not null check (tries between 0 and 5),
  used_at $instant$,
  void_at $instant$,
  check (expires_at > issued_at),
  check (used_at is null or void_at is null),
  check (used_at is null or (tries > 0 and used_at < expires_at))
);
-- One code for one step in one session is good at a time.
create unique index step_up_one on step_up(session_id, op_hash) where used_at is null and void_at is null;
create index step_up_operation on step_up(login_id, op_hash);
