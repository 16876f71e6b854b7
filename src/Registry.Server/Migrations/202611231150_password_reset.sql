-- Forgotten passwords. What was asked for is written alike whether the login exists or not; the clock makes the code and sends it.
create table password_reset(
  id $long$ primary key,
  login_id $long$ references login(id),
  asked_at $instant$ not null,
  code_hash text unique check (length(code_hash) = 64),
  expires_at $instant$ not null,
  used_at $instant$,
  void_at $instant$,
  check (expires_at > asked_at),
  check (used_at is null or void_at is null),
  check (used_at is null or (code_hash is not null and used_at < expires_at)),
  check (code_hash is null or login_id is not null)
);
create index password_reset_login on password_reset(login_id);
-- What waits for the clock.
create index password_reset_waiting on password_reset(asked_at) where code_hash is null and void_at is null and login_id is not null;

-- One code of activation is good at a time.
create unique index one_time_code_activation on one_time_code(person_id, account_id, role) where purpose = 'Activation' and used_at is null and void_at is null;
create index one_time_code_person on one_time_code(person_id, account_id, role);
