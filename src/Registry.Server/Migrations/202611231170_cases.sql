-- Lists of cases of one side, the latest changed first, and by where they stand.
create index application_latest on application(updated_at, id);
create index application_kind_latest on application(kind, updated_at, id);
create index application_state_latest on application(status, updated_at, id);
create index application_account_latest on application(account_id, updated_at, id);
create index application_account_state on application(account_id, status, updated_at, id);
create index application_body_latest on application(body_id, updated_at, id);
create index application_body_state on application(body_id, status, updated_at, id);
create index application_document_file on application_document(document_id);

-- The names are looked up for the rows of a page alone, so that the way through the applications is never in doubt.
create view case_list as
select a.id, a.kind, a.status, a.title, a.account_id, a.body_id, a.submitted_at, a.updated_at, a.notice_start, a.notice_end, a.notice_suspended_at,
  a.recall_requested_at, a.due_on,
  (select o.name from account o where o.id = a.account_id) as owner,
  (select b.name from verification_body b where b.id = a.body_id) as body,
  coalesce((select p.number from project p where p.application_id = a.id), (select p.number from project p where p.id = a.project_id)) as number,
  case when a.status = 'NoticeRunning' and a.notice_suspended_at is null then a.notice_end
    when a.status in ('UnderReview', 'UnderAssessment', 'ReturnedForCompletion') then a.due_on end as deadline,
  (select t.text from application_text t where t.application_id = a.id) as words
from application a;
