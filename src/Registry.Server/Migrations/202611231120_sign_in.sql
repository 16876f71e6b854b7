-- Logins, their passwords and second factors, sessions, counters of failures, one-time codes, and the keys that seal cookies.

-- A login belongs to one person in one capacity. Passwords and one-time codes are kept as hashes only, the secret of the second
-- factor encrypted. A capacity that ended is not entered here: it is read with each request.
create table login(
  id $long$ primary key,
  name text not null check (length(name) between 4 and 32),
  name_key text not null,
  person_id $long$ not null, -- of a person, or of a visitor, who is nobody's representative and acts for no account (-1); the exchange is -2
  account_id $long$ not null check (account_id >= -2),
  role text not null check (role in ('Initiator', 'Confirmer', 'Visitor', 'Clerk', 'Reviewer', 'Administrator', 'Auditor', 'ExchangeOperator')),
  password_hash text not null check (password_hash like '_argon2id_v=%'),
  password_set_at $instant$ not null,
  totp_cipher text not null,
  totp_confirmed_at $instant$,
  totp_step $long$ not null check (totp_step >= 0),
  created_at $instant$ not null,
  ended_at $instant$, -- by an act of two officers or an approved change; the person makes another
  check ((account_id = 0) = (role in ('Clerk', 'Reviewer', 'Administrator', 'Auditor'))),
  check ((account_id = -2) = (role = 'ExchangeOperator')),
  check (account_id <> -1 or role = 'Visitor')
);

-- A name and a capacity have one login; one that ended gives both free.
create unique index login_name on login(name_key) where ended_at is null;
create unique index login_capacity on login(person_id, account_id, role) where ended_at is null;

create table password_history(
  login_id $long$ not null references login(id),
  seq $int$ not null check (seq >= 0),
  password_hash text not null check (password_hash like '_argon2id_v=%'),
  set_at $instant$ not null,
  primary key (login_id, seq)
);

create table sign_in_session(
  id $long$ primary key,
  token_hash text not null unique check (length(token_hash) = 64),
  login_id $long$ not null references login(id),
  strength text not null check (strength in ('Password', 'TwoFactors')),
  began_at $instant$ not null,
  seen_at $instant$ not null,
  expires_at $instant$ not null,
  neighbourhood text not null,
  ended_at $instant$,
  end_reason text check (end_reason in ('SignedOut', 'Replaced', 'Ended', 'StepUp', 'PasswordChanged', 'FactorChanged')),
  check ((ended_at is null) = (end_reason is null)),
  check (expires_at > began_at and seen_at >= began_at)
);
create index sign_in_session_login on sign_in_session(login_id, began_at);
-- One session of one login.
create unique index sign_in_session_one on sign_in_session(login_id) where ended_at is null and strength = 'TwoFactors';

create table sign_in_attempt(
  subject text primary key,
  failures $int$ not null check (failures > 0),
  last_at $instant$ not null
);

create table one_time_code(
  id $long$ primary key,
  purpose text not null check (purpose in ('SetUp', 'Activation')),
  code_hash text not null unique check (length(code_hash) = 64),
  person_id $long$ references person(id),
  account_id $long$ check (account_id >= 0 or account_id = -2),
  role text check (role in ('Initiator', 'Confirmer', 'Visitor', 'Clerk', 'Reviewer', 'Administrator', 'Auditor', 'ExchangeOperator')),
  issued_at $instant$ not null,
  expires_at $instant$ not null,
  used_at $instant$,
  void_at $instant$,
  check (expires_at > issued_at),
  check (used_at is null or void_at is null),
  check ((purpose = 'Activation') = (person_id is not null)),
  check ((person_id is null) = (account_id is null) and (person_id is null) = (role is null))
);
-- One code for setting up is good at a time.
create unique index one_time_code_set_up on one_time_code(purpose) where purpose = 'SetUp' and used_at is null and void_at is null;

create table sealing_key(
  id $long$ primary key,
  element_cipher text not null,
  created_at $instant$ not null
);
