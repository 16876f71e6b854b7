-- When applications for registration were received and decided; why one was refused stays with its owner.
create view public_review as
select a.id as id, a.kind as kind,
  case when a.status in ('Registered', 'Ended') then a.status end as outcome,
  a.filed_at as filed_at,
  case a.status when 'Registered' then a.registered_at when 'Ended' then a.ended_at end as decided_at,
  case when a.status not in ('Registered', 'Ended') then a.due_on end as due_on
from application a
where a.published_at is not null and a.filed_at is not null and a.status <> 'Withdrawn';
