-- Passkeys: a public key of a device of the person's, beside or instead of the authenticator with its codes. Nothing here is secret.
create table passkey(
  id $long$ primary key,
  login_id $long$ not null references login(id),
  slot $int$ not null check (slot between 1 and 5), -- as many as a login has at most
  credential_id text not null unique check (length(credential_id) between 16 and 1364),
  public_key text not null check (length(public_key) >= 32),
  sign_count $long$ not null check (sign_count between 0 and 4294967295),
  backup_eligible $bool$ not null,
  backed_up $bool$ not null,
  transports text not null,
  name text not null check (length(name) between 1 and 40),
  made_at $instant$ not null,
  last_used_at $instant$,
  removed_at $instant$,
  check (last_used_at >= made_at),
  check (removed_at >= made_at)
);
create unique index passkey_slot on passkey(login_id, slot) where removed_at is null;
create index passkey_login on passkey(login_id, made_at);

-- What a passkey was asked to answer: for one login, one session and one purpose, once.
create table passkey_challenge(
  id $long$ primary key,
  session_id $long$ not null references sign_in_session(id),
  login_id $long$ not null references login(id),
  purpose text not null check (purpose in ('Enter', 'First', 'Prove', 'Add')),
  state text not null,
  issued_at $instant$ not null,
  expires_at $instant$ not null,
  used_at $instant$,
  void_at $instant$,
  check (expires_at > issued_at),
  check (used_at is null or void_at is null),
  check (used_at is null or used_at < expires_at)
);
create unique index passkey_challenge_one on passkey_challenge(session_id, purpose) where used_at is null and void_at is null;

-- When the second factor was last proved anew in a session, for one change of the factors.
alter table sign_in_session add column proved_at $instant$;
