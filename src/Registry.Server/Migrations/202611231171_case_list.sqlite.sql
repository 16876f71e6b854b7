create view case_list as
select a.id, a.kind, a.status, a.title, a.account_id, a.body_id, a.submitted_at, a.updated_at, a.notice_start, a.notice_end, a.notice_suspended_at,
  a.recall_requested_at, a.due_on, o.name as owner, b.name as body, coalesce(p.number, q.number) as number,
  case when a.status = 'NoticeRunning' and a.notice_suspended_at is null then a.notice_end
    when a.status in ('UnderReview', 'UnderAssessment', 'ReturnedForCompletion') then a.due_on end as deadline,
  null as grams, t.text as words
from application a
join account o on o.id = a.account_id
join verification_body b on b.id = a.body_id
left join project p on p.application_id = a.id
left join project q on q.id = a.project_id
left join application_text t on t.application_id = a.id;
