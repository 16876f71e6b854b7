-- The ledger: positions are streams, entries move intervals of them. What each invariant means: Kernel/Ledger/LedgerInvariants.

create table posting(
  id $long$ primary key check (id >= 0),
  client text not null check (client <> ''),
  instruction_id text not null check (instruction_id <> ''),
  request_hash text not null,
  kind text not null,
  authority text not null check (authority <> ''),
  initiator_person_id $long$,
  confirmer_person_id $long$,
  booked_at $instant$ not null,
  answer text not null,
  leaf_hash text not null check (length(leaf_hash) = 64),
  unique (client, instruction_id),
  unique (authority),
  check ((initiator_person_id is null) = (confirmer_person_id is null)),
  check (initiator_person_id <> confirmer_person_id),
  check (substr(authority, 1, 9) <> 'proposal:' or initiator_person_id is not null)
);

create table lot(
  id $long$ primary key,
  code text not null unique,
  project_id $long$ not null,
  vintage $int$ not null check (vintage between 2012 and 2199),
  period_no $int$ not null check (period_no > 0),
  quantity $long$ not null check (quantity > 0),
  issued_at $instant$ not null,
  issued_in $long$ not null references posting(id)
);
create index lot_project on lot(project_id);
create index lot_posting on lot(issued_in);

-- The source and the sinks belong to the lot: their account is zero, a definite key, because nulls never collide.
create table position(
  id $long$ primary key,
  lot_id $long$ not null references lot(id),
  account_id $long$ not null,
  place text not null check (place in
    ('issuance', 'holding', 'trading', 'exchange', 'offset-national', 'offset-local', 'cancelled-voluntary', 'cancelled-forced')),
  received $long$ not null check (received >= 0),
  sent $long$ not null check (sent >= 0),
  reserved $long$ not null check (reserved >= 0),
  frozen $long$ not null check (frozen >= 0),
  version $long$ not null check (version > 0),
  unique (account_id, lot_id, place),
  check (sent + reserved + frozen <= received),
  check ((place in ('holding', 'trading', 'exchange')) = (account_id <> 0))
);
create index position_lot on position(lot_id);

create table entry(
  posting_id $long$ not null,
  line_no $int$ not null check (line_no > 0),
  lot_id $long$ not null,
  from_position $long$ not null,
  from_offset $long$ not null check (from_offset >= 0),
  to_position $long$ not null,
  to_offset $long$ not null check (to_offset >= 0),
  quantity $long$ not null check (quantity > 0),
  primary key (posting_id, line_no),
  unique (from_position, from_offset),
  unique (to_position, to_offset),
  check (from_position <> to_position)
);
-- What a position had sent and received as of a posting: one look-up each, answered from the index alone.
create index entry_from_posting on entry(from_position, posting_id, from_offset, quantity);
create index entry_to_posting on entry(to_position, posting_id, to_offset, quantity);

create table reservation(
  reference text not null check (reference <> ''),
  position_id $long$ not null references position(id),
  quantity $long$ not null check (quantity > 0),
  status text not null check (status in ('Open', 'Posted', 'Released')),
  client text not null,
  instruction_id text not null,
  request_hash text not null,
  opened_at $instant$ not null,
  closed_at $instant$,
  closed_by text,
  posted_in $long$ references posting(id),
  primary key (reference, position_id),
  check ((status = 'Open') = (closed_at is null)),
  check ((status = 'Posted') = (posted_in is not null))
);
create index reservation_open on reservation(position_id) where status = 'Open';

create table hold(
  id $long$ primary key,
  position_id $long$ not null references position(id),
  quantity $long$ not null check (quantity > 0),
  kind text not null,
  organ text not null,
  document_no text not null,
  starts $date$ not null,
  expires $date$,
  queue_no $int$ not null check (queue_no > 0),
  placed_at $instant$ not null,
  placed_in $long$ not null references posting(id),
  released_at $instant$,
  released_in $long$ references posting(id),
  check ((released_at is null) = (released_in is null)),
  check (expires >= starts)
);
create index hold_open on hold(position_id) where released_at is null;

create table log_head(
  id $int$ primary key check (id = 1),
  size $long$ not null check (size >= 0),
  positions $long$ not null check (positions >= 0),
  lots $long$ not null check (lots >= 0),
  last_booked_at $instant$ not null
);
insert into log_head(id, size, positions, lots, last_booked_at) values (1, 0, 0, 0, '1970-01-01T00:00:00.000000Z');

create table day(
  date $date$ primary key,
  last_posting $long$ not null unique
);
