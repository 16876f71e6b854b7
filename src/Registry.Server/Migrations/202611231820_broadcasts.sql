-- What the registry announces to many: as two officers confirmed it. Its notices are rows of notice, what is owed of it by message rows of notice_delivery.
create table broadcast(
  id $long$ primary key references proposal(id),
  title_zh text not null check (length(title_zh) > 0),
  title_en text not null check (length(title_en) > 0),
  text_zh text not null check (length(text_zh) > 0),
  text_en text not null check (length(text_en) > 0),
  audience text not null check (audience in ('AccountHolders', 'Types', 'Provinces', 'Bodies', 'Staff', 'Numbers')),
  among $json$ not null,
  by_sms $bool$ not null,
  by_email $bool$ not null,
  urgent $bool$ not null, -- by these ways whatever its readers chose
  from_on $date$ not null,
  until_on $date$ not null,
  published_at $instant$ not null,
  recipients_seen $long$ not null check (recipients_seen > 0), -- how many there were when it was proposed
  recipients $long$ check (recipients > 0), -- how many there are; written once, in the same transaction
  withdrawn_at $instant$,
  withdrawn_reason text,
  withdrawn_proposal_id $long$ references proposal(id),
  check (until_on >= from_on),
  check ((withdrawn_at is null) = (withdrawn_reason is null) and (withdrawn_at is null) = (withdrawn_proposal_id is null))
);
create index broadcast_list on broadcast(published_at, id);
