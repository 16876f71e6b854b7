-- Who is told what, and by what: the kinds of notices of each capacity with what holds until one chooses, the choices, and what is owed by text message or e-mail.

-- A member of the public is a side of its own; of every other login the side is the role.
create table notice_kind(
  side text not null check (side in ('Initiator', 'Confirmer', 'Visitor', 'Member', 'Clerk', 'Reviewer', 'Administrator', 'Auditor', 'ExchangeOperator')),
  event text not null check (event in ('AwaitsMe', 'ProposalEnded', 'CaseMoved', 'NoticeWindow', 'DeadlineNear', 'AccountChanged', 'OpeningMoved', 'SuggestionMoved', 'CommentReceived', 'SignedInElsewhere', 'PasskeyCopied', 'SecurityAlarm', 'Broadcast')),
  place $int$ not null, -- order on the page
  fixed $bool$ not null, -- in the portal whatever one chooses
  open $bool$ not null, -- text message and e-mail may be chosen
  sms $bool$ not null, -- what holds until one chooses
  email $bool$ not null,
  primary key (side, event),
  check (open or (fixed and not sms and not email))
);
insert into notice_kind(side, event, place, fixed, open, sms, email)
select s.side, e.event, e.place, e.fixed, e.open, case when s.desk and e.event <> 'DeadlineNear' and e.event <> 'Broadcast' then false else e.sms end, e.email
from (select 'Initiator' as side, false as desk, ' ProposalEnded DeadlineNear CaseMoved NoticeWindow SuggestionMoved CommentReceived AccountChanged SignedInElsewhere PasskeyCopied Broadcast ' as events
  union all select 'Confirmer', false, ' AwaitsMe ProposalEnded DeadlineNear CaseMoved NoticeWindow SuggestionMoved CommentReceived AccountChanged SignedInElsewhere PasskeyCopied Broadcast '
  union all select 'Visitor', false, ' OpeningMoved SignedInElsewhere PasskeyCopied '
  union all select 'Member', false, ' SuggestionMoved AccountChanged SignedInElsewhere PasskeyCopied Broadcast '
  union all select 'Clerk', true, ' ProposalEnded DeadlineNear CommentReceived SignedInElsewhere PasskeyCopied SecurityAlarm Broadcast '
  union all select 'Reviewer', true, ' AwaitsMe ProposalEnded DeadlineNear SignedInElsewhere PasskeyCopied SecurityAlarm Broadcast '
  union all select 'Administrator', true, ' SignedInElsewhere PasskeyCopied SecurityAlarm Broadcast '
  union all select 'Auditor', true, ' SignedInElsewhere PasskeyCopied Broadcast '
  union all select 'ExchangeOperator', true, ' SignedInElsewhere PasskeyCopied Broadcast ') s
join (select 'AwaitsMe' as event, 1 as place, true as fixed, true as open, true as sms, false as email
  union all select 'DeadlineNear', 2, true, true, true, false
  union all select 'ProposalEnded', 3, false, true, false, false
  union all select 'OpeningMoved', 4, true, true, true, true
  union all select 'CaseMoved', 5, false, true, true, false
  union all select 'NoticeWindow', 6, false, true, true, false
  union all select 'SuggestionMoved', 7, true, true, true, false
  union all select 'CommentReceived', 8, false, true, true, false
  union all select 'AccountChanged', 9, true, true, true, false
  union all select 'SignedInElsewhere', 10, true, false, false, false
  union all select 'PasskeyCopied', 11, true, false, false, false
  union all select 'SecurityAlarm', 12, true, false, false, false
  union all select 'Broadcast', 13, true, true, true, true) e on s.events like '% ' || e.event || ' %';

create table notice_choice(
  login_id $long$ not null references login(id),
  event text not null,
  in_portal $bool$ not null,
  sms $bool$ not null,
  email $bool$ not null,
  chosen_at $instant$ not null,
  primary key (login_id, event)
);

-- What holds for each login, and whether there is a number and an address to write to.
create view notice_taken as
select l.id as login_id, l.person_id, l.account_id, k.event, k.place, k.fixed, k.open,
  coalesce(c.in_portal, true) as in_portal, coalesce(c.sms, k.sms) as sms, coalesce(c.email, k.email) as email,
  (exists (select 1 from person p where p.id = l.person_id) or exists (select 1 from visitor v where v.id = l.person_id and v.phone_cipher is not null)) as has_phone,
  (exists (select 1 from person p where p.id = l.person_id and p.email_cipher is not null) or exists (select 1 from legacy_account o where o.id = l.person_id and o.email_cipher is not null)) as has_email
from login l join notice_kind k on k.side = case when l.role = 'Visitor' and l.account_id > 0 then 'Member' else l.role end
left join notice_choice c on c.login_id = l.id and c.event = k.event
where l.ended_at is null
  and (k.event <> 'SuggestionMoved' or not exists (select 1 from account a where a.id = l.account_id and a.type = 'IndividualPublic'));

-- A notice that is owed by text message or e-mail, until the message is written or of no use; then what became of it.
create table notice_delivery(
  login_id $long$ not null,
  event text not null,
  subject_id $long$ not null,
  step $int$ not null,
  state text not null,
  channel text not null check (channel in ('Sms', 'Email')),
  due_at $instant$ not null,
  settled_at $instant$,
  outcome text check (outcome in ('Written', 'Read', 'Gone', 'NoAddress', 'Over')),
  message_id $long$ references message(id) deferrable initially deferred,
  primary key (login_id, event, subject_id, step, state, channel),
  foreign key (login_id, event, subject_id, step, state) references notice(login_id, event, subject_id, step, state) on delete cascade,
  check ((settled_at is null) = (outcome is null)),
  check ((message_id is not null) = (coalesce(outcome, '') = 'Written'))
);
create index notice_delivery_due on notice_delivery(due_at, login_id, channel) where settled_at is null;
create index notice_delivery_broadcast on notice_delivery(subject_id, channel) where event = 'Broadcast';
