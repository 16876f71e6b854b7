-- What waits for somebody: a row for each side that has a thing to do, kept by the database from what the records say, and gone when it is done. A list of
-- it costs its page, whatever has piled up behind it.
create table work_item(
  subject_id $long$ not null,
  account_id $long$ not null, -- the side; zero is the registry body
  kind text not null check (kind in ('Proposal', 'Project', 'Reduction', 'Comment', 'Opening', 'Change', 'Request', 'Suggestion')),
  hand text not null check (hand in ('Side', 'Second')), -- whether only a second person can do it
  what text not null,
  page_id $long$ not null,
  initiator_person_id $long$,
  since $instant$ not null,
  due_on $date$,
  due_order $date$ not null, -- the day that is due, or one beyond all others where none is
  person_id $long$ references person(id),
  for_person_id $long$ references person(id),
  reminded text not null default 'None' check (reminded in ('None', 'Near', 'Over')),
  primary key (subject_id, account_id),
  check ((hand = 'Second') = (kind = 'Proposal')),
  check ((hand = 'Second') = (initiator_person_id is not null)),
  check (due_order = coalesce(due_on, '9999-01-01')),
  check (person_id is null or account_id = 0), -- only officers divide their work by names
  check (person_id is null or initiator_person_id is null or person_id <> initiator_person_id),
  check (for_person_id is null or person_id is not null)
);
create index work_item_due on work_item(account_id, due_order, subject_id);
create index work_item_since on work_item(account_id, since, subject_id);
create index work_item_side on work_item(account_id, due_order, subject_id) where hand = 'Side';
create index work_item_side_since on work_item(account_id, since, subject_id) where hand = 'Side';
create index work_item_second on work_item(account_id, due_order, subject_id) where hand = 'Second';
create index work_item_kind on work_item(account_id, kind, due_order, subject_id) where hand = 'Side';
create index work_item_free on work_item(account_id, due_order, subject_id) where person_id is null;
create index work_item_person on work_item(person_id, due_order, subject_id) where person_id is not null;
create index work_item_remind on work_item(reminded, due_on) where due_on is not null;

-- For whom an application waits: its owner, the body that it names, the registry body. The states are those of the lifecycle; a test compares them.
create view case_work as
select a.id as subject_id, a.account_id, a.kind, a.status as what, a.updated_at as since, case when a.status = 'ReturnedForCompletion' then a.due_on end as due_on
from application a where a.status in ('Draft', 'AwaitingConfirmer', 'NoticeReturned', 'AwaitingOwner', 'AwaitingFiling', 'FilingAwaitingConfirmer', 'ReturnedForCompletion')
union all
select a.id, b.account_id, a.kind, a.status, a.updated_at, null
from application a join verification_body b on b.id = a.body_id where a.status = 'AwaitingUpload' and b.account_id is not null
union all
select a.id, 0, a.kind, case when a.status = 'NoticeRunning' then 'RecallRequested' else a.status end, a.updated_at,
  case when a.status in ('UnderReview', 'UnderAssessment') then a.due_on when a.status = 'NoticeRunning' and a.notice_suspended_at is null then a.notice_end end
from application a where a.status in ('AwaitingNoticeApproval', 'AwaitingAcceptance', 'UnderReview', 'UnderAssessment')
  or (a.status = 'NoticeRunning' and a.recall_requested_at is not null);

-- What the officers write to each other about a case: seen by nobody else, and never changed.
create table staff_note(
  id $long$ primary key,
  subject_kind text not null check (subject_kind in ('application', 'account-opening')),
  subject_id $long$ not null,
  person_id $long$ not null references person(id),
  at $instant$ not null,
  content text not null check (length(content) between 1 and 2000)
);
create index staff_note_subject on staff_note(subject_kind, subject_id, at, id);
