-- Accounts of the old system: who holds the old login of each, and the hash of its password until it was compared once.

-- Stands as the person of its login, like a visitor: nobody's representative, and it acts for no account (-1).
create table legacy_account(
  id $long$ primary key,
  account_id $long$ not null unique references account(id),
  row_index text not null check (length(row_index) = 64), -- keyed hash of what was imported, without the password
  email_cipher text not null,
  imported_at $instant$ not null,
  verified_at $instant$, -- when the old hash was erased
  code_hash text unique check (length(code_hash) = 64),
  code_expires_at $instant$,
  proven_at $instant$, -- when a code sent to the e-mail address came back
  check ((code_hash is null) = (code_expires_at is null)),
  check (proven_at is null or verified_at is not null)
);

-- The old hash, sealed; work tells how long a comparison takes.
create table legacy_password(
  legacy_id $long$ primary key references legacy_account(id),
  secret_cipher text not null check (secret_cipher like '%:%'),
  work $int$ not null check (work between 0 and 13)
);
create index legacy_password_work on legacy_password(work);

-- A password that is due whatever its age.
alter table login add column password_due_at $instant$;

-- The missing particulars of an account are handed in once at a time.
create unique index account_opening_legacy on account_opening(subject_key) where route = 'Legacy' and status in ('AwaitingReview', 'Returned', 'Approved');
