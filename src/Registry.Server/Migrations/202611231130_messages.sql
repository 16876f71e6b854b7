-- Text messages and e-mails, and their budgets. Number and words are sealed while a message waits, and gone once it was sent or given up.
create table message(
  id $long$ primary key,
  channel text not null check (channel in ('Sms', 'Email')),
  kind text not null check (kind in ('StepUp', 'Activation', 'PasswordReset', 'PasswordChanged', 'FactorChanged', 'PasskeyCopied', 'AccessChanged', 'VisitorCode', 'PaperAwaited', 'TradingAccountOpened', 'DeadlineNear', 'DeadlineOver', 'Notice', 'Notices', 'Broadcast')),
  urgency $int$ not null check (urgency between 0 and 3), -- what goes first
  language text not null check (language in ('zh-CN', 'en')),
  person_id $long$ not null, -- a person or a visitor
  address_masked text not null check (address_masked like '%**%'),
  address_index text not null check (length(address_index) = 64),
  address_cipher text check (address_cipher like '%:%'),
  body_cipher text check (body_cipher like '%:%'),
  created_at $instant$ not null,
  expires_at $instant$ not null,
  next_attempt_at $instant$ not null,
  attempts $int$ not null check (attempts >= 0),
  sent_at $instant$,
  receipt text,
  given_up_at $instant$,
  last_error text,
  check (expires_at > created_at),
  check (sent_at is null or given_up_at is null),
  check ((sent_at is null and given_up_at is null) = (address_cipher is not null)),
  check ((sent_at is null and given_up_at is null) = (body_cipher is not null))
);
create index message_due on message(urgency, next_attempt_at, id) where sent_at is null and given_up_at is null;
create index message_person on message(person_id, created_at);

create index message_log on message(created_at, id);
create index message_given_up on message(created_at, id) where given_up_at is not null;

-- The language in which a person, or a visitor, is written to; Chinese without a row.
create table reader_language(
  person_id $long$ primary key,
  language text not null check (language in ('zh-CN', 'en')),
  chosen_at $instant$ not null
);

create table message_budget(
  subject text primary key,
  began_at $instant$ not null,
  used $int$ not null check (used >= 0)
);
