-- What the public sees: these views and nothing else, read by a role that has nothing else. Drafts, internal steps, refusal
-- reasons, persons and holdings are not in them (disclosure: Measures, articles 8, 12-16, 19-22, 30).

create index application_notice_order on application(kind, notice_end, id);
create index application_notice_start on application(kind, notice_start, id);
create index project_registered on project(registered_at, application_id);
create index reduction_registered on reduction(registered_at, application_id);
create index reduction_vintage_issued on reduction_vintage(issued_at, lot_id);

create view public_project as
select
  a.id as id,
  p.id as project_id,
  p.number as number,
  case
    when a.status = 'NoticeRunning' then '03'
    when a.status = 'AwaitingUpload' then '06'
    when a.status = 'AwaitingOwner' then '07'
    when a.status in ('AwaitingFiling', 'FilingAwaitingConfirmer') then '08'
    when a.status in ('AwaitingAcceptance', 'ReturnedForCompletion', 'UnderReview', 'UnderAssessment') then '13'
    when a.status = 'Registered' then '14'
    when a.status = 'Withdrawn' then '97'
    else '99'
  end as status_code,
  p.status as project_status,
  coalesce(pv.name, f.name, n.name) as name,
  o.name as owner,
  coalesce(pv.type_code, f.type_code, n.type_code) as type_code,
  coalesce(pv.subtype_code, f.subtype_code, n.subtype_code) as subtype_code,
  coalesce(pv.methodology_code, f.methodology_code, n.methodology_code) as methodology_code,
  m.name as methodology_name,
  m.name_en as methodology_name_en,
  coalesce(pv.province_code, f.province_code, n.province_code) as province_code,
  coalesce(pv.location, f.location, n.location) as location,
  coalesce(pv.longitude, f.longitude, n.longitude) as longitude,
  coalesce(pv.latitude, f.latitude, n.latitude) as latitude,
  coalesce(pv.construction_on, f.construction_on, n.construction_on) as construction_on,
  case when pv.project_id is null then coalesce(f.grid_connection_on, n.grid_connection_on) else pv.grid_connection_on end as grid_connection_on,
  coalesce(pv.lifetime_years, f.lifetime_years, n.lifetime_years) as lifetime_years,
  coalesce(pv.crediting_from, f.crediting_from, n.crediting_from) as crediting_from,
  coalesce(pv.crediting_to, f.crediting_to, n.crediting_to) as crediting_to,
  coalesce(pv.annual_tonnes, f.annual_tonnes, n.annual_tonnes) as annual_tonnes,
  coalesce(pv.total_tonnes, f.total_tonnes, n.total_tonnes) as total_tonnes,
  n.annual_tonnes as notice_annual_tonnes,
  n.total_tonnes as notice_total_tonnes,
  coalesce(pv.additionality, f.additionality, n.additionality) as additionality,
  coalesce(pv.archive_code, f.archive_code, n.archive_code) as archive_code,
  coalesce(pv.summary, f.summary, n.summary) as summary,
  coalesce(pv.technology, f.technology, n.technology) as technology,
  coalesce(pv.remark, f.remark, n.remark) as remark,
  a.body_id as body_id,
  b.name as body,
  a.published_at as published_at,
  a.notice_start as notice_start,
  a.notice_end as notice_end,
  a.notice_closed_at as notice_closed_at,
  a.notice_suspended_at as notice_suspended_at,
  a.outside_comments + (select count(*) from notice_comment c where c.application_id = a.id and c.status = 'Published') as comments,
  a.uploaded_at as uploaded_at,
  a.conclusion as conclusion,
  a.comment_statement as comment_statement,
  a.modification_note as modification_note,
  a.filed_at as filed_at,
  a.accepted_at as accepted_at,
  case when a.status in ('UnderReview', 'UnderAssessment') then a.due_on end as due_on,
  a.ended_at as application_ended_at,
  p.registered_at as registered_at,
  p.registered_on as registered_on,
  p.ended_on as ended_on,
  p.end_reason as end_reason
from application a
join project_facts n on n.application_id = a.id and n.stage = 'Notice'
left join project_facts f on f.application_id = a.id and f.stage = 'Final' and a.uploaded_at is not null
left join project p on p.application_id = a.id
left join project_version pv on pv.project_id = p.id and pv.version_no = p.facts_version
join methodology m on m.code = coalesce(pv.methodology_code, n.methodology_code)
join account o on o.id = coalesce(p.account_id, a.account_id)
join verification_body b on b.id = a.body_id
where a.kind = 'Project' and a.published_at is not null;

create view public_reduction as
select
  a.id as id,
  p.application_id as project_application_id,
  p.number as number,
  case
    when a.status = 'NoticeRunning' then '03'
    when a.status = 'AwaitingUpload' then '06'
    when a.status = 'AwaitingOwner' then '07'
    when a.status in ('AwaitingFiling', 'FilingAwaitingConfirmer') then '08'
    when a.status in ('AwaitingAcceptance', 'ReturnedForCompletion', 'UnderReview', 'UnderAssessment') then '13'
    when a.status = 'Registered' then '14'
    when a.status = 'Withdrawn' then '97'
    else '99'
  end as status_code,
  coalesce(pv.name, pf.name) as name,
  o.name as owner,
  pf.type_code as type_code,
  coalesce(pv.methodology_code, pf.methodology_code) as methodology_code,
  pf.province_code as province_code,
  a.body_id as body_id,
  b.name as body,
  coalesce(r.period_from, f.period_from, n.period_from) as period_from,
  coalesce(r.period_to, f.period_to, n.period_to) as period_to,
  r.period_no as period_no,
  coalesce(r.tonnes, f.tonnes, n.tonnes) as tonnes,
  n.tonnes as notice_tonnes,
  coalesce((select sum(v.tonnes) from reduction_vintage v where v.reduction_id = r.id and v.status = 'Issued'), 0) as issued_tonnes,
  a.published_at as published_at,
  a.notice_start as notice_start,
  a.notice_end as notice_end,
  a.notice_closed_at as notice_closed_at,
  a.notice_suspended_at as notice_suspended_at,
  a.outside_comments + (select count(*) from notice_comment c where c.application_id = a.id and c.status = 'Published') as comments,
  a.uploaded_at as uploaded_at,
  a.conclusion as conclusion,
  a.comment_statement as comment_statement,
  a.modification_note as modification_note,
  a.filed_at as filed_at,
  a.accepted_at as accepted_at,
  case when a.status in ('UnderReview', 'UnderAssessment') then a.due_on end as due_on,
  a.ended_at as application_ended_at,
  r.registered_at as registered_at,
  r.registered_on as registered_on
from application a
join project p on p.id = a.project_id
join project_facts pf on pf.application_id = p.application_id and pf.stage = 'Final'
join reduction_facts n on n.application_id = a.id and n.stage = 'Notice'
left join reduction_facts f on f.application_id = a.id and f.stage = 'Final' and a.uploaded_at is not null
join account o on o.id = a.account_id
join verification_body b on b.id = a.body_id
left join reduction r on r.application_id = a.id
left join project_version pv on pv.project_id = p.id and pv.version_no = coalesce(r.facts_version, p.facts_version)
where a.kind = 'Reduction' and a.published_at is not null;

-- Amounts by year: as registered, else as verified, else as filed for the notice.
create view public_vintage as
select r.application_id as application_id, v.vintage as vintage, v.tonnes as tonnes, v.status as status, v.issued_at as issued_at
from reduction_vintage v
join reduction r on r.id = v.reduction_id
union all
select m.application_id, m.vintage, m.tonnes, null, null
from reduction_amount m
join application a on a.id = m.application_id
where a.published_at is not null and a.status <> 'Registered'
  and m.stage = case when a.uploaded_at is not null and exists (
    select 1 from reduction_facts f where f.application_id = a.id and f.stage = 'Final') then 'Final' else 'Notice' end;

create view public_lot as
select
  v.lot_id as id,
  l.code as code,
  p.application_id as project_application_id,
  r.application_id as reduction_application_id,
  p.number as number,
  coalesce(pv.name, f.name) as name,
  o.name as owner,
  f.type_code as type_code,
  coalesce(pv.methodology_code, f.methodology_code) as methodology_code,
  f.province_code as province_code,
  ra.body_id as body_id,
  v.vintage as vintage,
  r.period_no as period_no,
  v.tonnes as tonnes,
  v.issued_at as issued_at
from reduction_vintage v
join lot l on l.id = v.lot_id
join reduction r on r.id = v.reduction_id
join application ra on ra.id = r.application_id
join project p on p.id = r.project_id
join project_facts f on f.application_id = p.application_id and f.stage = 'Final'
left join project_version pv on pv.project_id = p.id and pv.version_no = r.facts_version
join account o on o.id = ra.account_id;

-- A document is public from the step on that makes it so: with the notice, with the upload, with the registration.
create view public_document as
select
  d.id as id,
  x.application_id as application_id,
  x.stage as stage,
  x.kind as kind,
  x.version_no as version_no,
  x.reason as reason,
  d.file_name as file_name,
  d.sha256 as sha256,
  c.size as size,
  c.media_type as media_type,
  d.uploaded_at as uploaded_at
from application_document x
join application a on a.id = x.application_id
join document d on d.id = x.document_id and d.status = 'Clean'
join document_content c on c.sha256 = d.sha256
where (x.stage = 'Notice' and a.published_at is not null)
  or (x.stage = 'Final' and a.published_at is not null and a.uploaded_at is not null)
  or (x.stage = 'Filing' and a.status = 'Registered')
union all
select d.id, p.application_id, 'Change', x.kind, v.version_no, g.reason, d.file_name, d.sha256, c.size, c.media_type, d.uploaded_at
from project_change_document x
join project_change g on g.id = x.change_id
join project_version v on v.change_id = g.id
join project p on p.id = g.project_id
join document d on d.id = x.document_id and d.status = 'Clean'
join document_content c on c.sha256 = d.sha256;

create view public_document_content as
select p.id as id, p.application_id as application_id, c.content as content
from public_document p
join document_content c on c.sha256 = p.sha256;

create view public_comment as
select c.id as id, c.application_id as application_id, c.content as content, c.submitted_at as submitted_at, c.reply as reply, c.replied_at as replied_at, c.verifier_note as verifier_note
from notice_comment c
join application a on a.id = c.application_id and a.published_at is not null
where c.status = 'Published';

create view public_notice_change as
select c.application_id as application_id, c.seq as seq, c.old_start as old_start, c.old_end as old_end, c.new_start as new_start, c.new_end as new_end, c.reason as reason, c.at as at
from notice_change c
join application a on a.id = c.application_id and a.published_at is not null;

create view public_methodology as
select
  m.code as code, m.name as name, m.name_en as name_en, m.sector as sector, m.version_no as version_no, m.published_on as published_on, m.effective_from as effective_from,
  m.effective_until as effective_until, m.min_crediting_years as min_crediting_years, m.max_crediting_years as max_crediting_years,
  m.additionality as additionality, m.source as source
from methodology m;

create view public_methodology_type as
select t.methodology_code as methodology_code, t.code as code, t.name as name, t.name_en as name_en from methodology_type t;

create view public_body as
select b.id as id, b.name as name, b.name_en as name_en, b.approval_number as approval_number, b.status as status from verification_body b;

create view public_body_sector as
select s.body_id as body_id, s.sector as sector, s.from_date as from_date, s.until_date as until_date, s.approval as approval from verification_body_sector s;

-- How many accounts of each type are open; never whose they are.
create view public_account_count as
select a.type as type, count(*) as accounts from account a where a.status <> 'Closed' group by a.type;
