-- The audit trail as a chain: each row gets a number and a hash over itself and the hash before it, soon after its commit.
create table audit_link(
  seq $long$ primary key check (seq > 0),
  entry_id $long$ not null unique references audit_entry(id),
  hash text not null check (length(hash) = 64),
  linked_at $instant$ not null
);

-- What is not in the chain yet; triggers fill and empty it.
create table audit_waiting(
  entry_id $long$ primary key
);
insert into audit_waiting(entry_id) select id from audit_entry;
