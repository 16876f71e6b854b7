-- A message tells both representatives that a representative, or a representative's number or password, was changed. A check of this engine is changed
-- by writing the table anew.
create table message_anew(
  id integer primary key,
  channel text not null check (channel in ('Sms', 'Email')),
  kind text not null check (kind in ('StepUp', 'Activation', 'PasswordReset', 'PasswordChanged', 'AccessChanged')),
  person_id integer not null references person(id),
  address_index text not null check (length(address_index) = 64),
  address_cipher text check (address_cipher like '%:%'),
  body_cipher text check (body_cipher like '%:%'),
  created_at text not null,
  expires_at text not null,
  next_attempt_at text not null,
  attempts integer not null check (attempts >= 0),
  sent_at text,
  receipt text,
  given_up_at text,
  last_error text,
  check (expires_at > created_at),
  check (sent_at is null or given_up_at is null),
  check ((sent_at is null and given_up_at is null) = (address_cipher is not null)),
  check ((sent_at is null and given_up_at is null) = (body_cipher is not null))
);
insert into message_anew select id, channel, kind, person_id, address_index, address_cipher, body_cipher, created_at, expires_at, next_attempt_at, attempts,
  sent_at, receipt, given_up_at, last_error from message;
drop table message;
alter table message_anew rename to message;
create index message_due on message(next_attempt_at) where sent_at is null and given_up_at is null;
create index message_person on message(person_id, created_at);

create trigger message_no_delete before delete on message begin select raise(abort, 'message is kept'); end;
create trigger message_ends_once before update on message
when old.id <> new.id or old.channel <> new.channel or old.kind <> new.kind or old.person_id <> new.person_id or old.address_index <> new.address_index or old.created_at <> new.created_at
  or old.expires_at <> new.expires_at or old.sent_at is not null or old.given_up_at is not null or new.attempts < old.attempts
  or (new.address_cipher is not null and old.address_cipher <> new.address_cipher) or (new.body_cipher is not null and old.body_cipher <> new.body_cipher)
begin select raise(abort, 'a message changes only by being tried, and ends once'); end;
