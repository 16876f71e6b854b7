-- Acts that are written down before they are proposed, and acts that both persons sign with a code.

-- What one person wrote down. It never changes, and the proposal made of it has its id.
create table intent(
  id $long$ primary key,
  action text not null,
  account_id $long$ not null references account(id),
  account_version $int$ not null check (account_version >= 0),
  initiator_person_id $long$ not null references person(id),
  payload $json$ not null,
  payload_hash text not null check (length(payload_hash) = 64),
  op_hash text unique check (length(op_hash) = 64),
  written_at $instant$ not null,
  expires_at $instant$ not null,
  check (expires_at > written_at)
);
create index intent_initiator on intent(initiator_person_id, written_at);

-- Acts that nobody proposes or confirms without a code of the person's own.
create table signed_act(
  action text primary key
);
insert into signed_act(action) values ('use.voluntary-cancellation');

alter table proposal add column account_version $int$;
alter table proposal add column op_hash text;

-- When the mobile number of a person was last changed.
alter table person add column phone_changed_at $instant$;
