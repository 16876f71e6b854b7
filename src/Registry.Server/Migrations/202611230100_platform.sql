-- Instructions, audit, outbox, proposals, histories, documents, the working calendar, keys.

create table instruction(
  client text not null,
  instruction_id text not null,
  request_hash text not null,
  received_at $instant$ not null,
  reply $json$,
  refusal $json$,
  primary key (client, instruction_id),
  check (reply is null or refusal is null)
);

create table audit_entry(
  id $long$ primary key,
  at $instant$ not null,
  person_id $long$ not null,
  account_id $long$ not null,
  role text not null,
  action text not null,
  instruction text,
  subjects text not null,
  result text not null check (result in ('done', 'refused')),
  rule_code text,
  detail text
);
create index audit_entry_at on audit_entry(at);
create index audit_entry_person on audit_entry(person_id, at);

create table outbox_message(
  id $long$ primary key,
  topic text not null,
  subject text not null,
  body $json$ not null,
  created_at $instant$ not null,
  next_attempt_at $instant$ not null,
  attempts $int$ not null default 0 check (attempts >= 0),
  last_error text,
  sent_at $instant$,
  given_up_at $instant$,
  check (sent_at is null or given_up_at is null)
);
create index outbox_message_due on outbox_message(next_attempt_at) where sent_at is null and given_up_at is null;

create table proposal(
  id $long$ primary key,
  action text not null,
  account_id $long$ not null,
  subject text not null,
  payload $json$ not null,
  payload_hash text not null,
  initiator_person_id $long$ not null,
  proposed_at $instant$ not null,
  expires_at $instant$ not null,
  status text not null check (status in ('Pending', 'Confirmed', 'Rejected', 'Withdrawn', 'Expired')),
  decided_by_person_id $long$,
  decided_at $instant$,
  reason text,
  result $json$,
  check ((status = 'Pending') = (decided_at is null)),
  check (status <> 'Confirmed' or (decided_by_person_id is not null and decided_by_person_id <> initiator_person_id))
);
create index proposal_open on proposal(account_id, proposed_at) where status = 'Pending';
create index proposal_ended on proposal(account_id, proposed_at, id) where status <> 'Pending';
create index proposal_expiry on proposal(expires_at) where status = 'Pending';
create index proposal_subject on proposal(subject);
-- Two proposals of one act on one subject cannot wait at the same time.
create unique index proposal_one_open on proposal(action, subject) where status = 'Pending' and subject <> '';

create table state_history(
  subject_kind text not null,
  subject_id $long$ not null,
  seq $int$ not null check (seq >= 0),
  lifecycle text not null,
  from_state text,
  action text not null,
  to_state text not null,
  at $instant$ not null,
  person_id $long$ not null,
  actor text not null,
  proposal_id $long$ references proposal(id),
  reason text,
  primary key (subject_kind, subject_id, seq)
);

create table document_content(
  sha256 text primary key check (length(sha256) = 64),
  size $long$ not null check (size > 0),
  media_type text not null,
  content $bytes$ not null
);

create table document(
  id $long$ primary key,
  sha256 text not null references document_content(sha256),
  file_name text not null,
  kind text not null,
  uploaded_at $instant$ not null,
  uploaded_by_person_id $long$ not null,
  account_id $long$ not null,
  status text not null check (status in ('Quarantined', 'Clean', 'Rejected'))
);

create table calendar_day(
  day $date$ not null,
  amendment_no $int$ not null check (amendment_no >= 0),
  kind text not null check (kind in ('off', 'make-up', 'plain')),
  source text not null,
  effective_from $date$ not null,
  primary key (day, amendment_no)
);
create table calendar_year(
  year $int$ primary key,
  source text not null,
  loaded_at $instant$ not null
);

create table personal_key_check(
  id $int$ primary key check (id = 1),
  key_id text not null,
  sample text not null
);
