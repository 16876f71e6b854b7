-- Keys of provincial sites. A key is granted by two officers, collected once by its holder, and kept as its SHA-256 only.

create table province_key(
  id $long$ primary key,
  account_id $long$ not null references account(id),
  begins_on $date$ not null,
  ends_on $date$ not null,
  issued_at $instant$ not null,
  issued_by_proposal $long$ not null unique references proposal(id),
  key_hash text unique check (length(key_hash) = 64),
  collected_at $instant$,
  collected_by_person_id $long$ references person(id),
  revoked_at $instant$,
  revoked_by_proposal $long$ unique references proposal(id),
  revoke_reason text,
  check (ends_on >= begins_on),
  check ((key_hash is null) = (collected_at is null)),
  check ((key_hash is null) = (collected_by_person_id is null)),
  check ((revoked_at is null) = (revoked_by_proposal is null)),
  check ((revoked_at is null) = (revoke_reason is null))
);
create index province_key_account on province_key(account_id, issued_at);
