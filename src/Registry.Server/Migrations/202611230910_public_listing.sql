-- The public lists as one flat row for each published application, so that a list of a hundred thousand is searched, sorted and
-- paged in one table. It repeats what the records say; triggers write it in the transaction that changes them, nothing else does.

create table application_listing(
  id $long$ primary key,
  kind text not null,
  project_id $long$,
  project_application_id $long$,
  number text,
  status_code text not null,
  project_status text,
  name text not null,
  owner text not null,
  type_code text not null,
  methodology_code text not null,
  province_code text not null,
  body_id $long$ not null,
  body text not null,
  period_from $date$ not null,
  period_to $date$ not null,
  period_no $int$,
  annual_tonnes $long$,
  tonnes $long$ not null,
  issued_tonnes $long$,
  notice_start $date$,
  notice_end $date$,
  published_at $instant$ not null,
  comments $int$ not null,
  registered_at $instant$,
  registered_on $date$,
  ended_on $date$,
  words text
);
create index application_listing_start on application_listing(kind, notice_start, id);
create index application_listing_end on application_listing(kind, notice_end, id);
create index application_listing_registered on application_listing(kind, registered_at, id);
create index application_listing_ended on application_listing(kind, ended_on, id);
create index application_listing_name on application_listing(kind, name, id);
create index application_listing_number on application_listing(kind, number, id);
create index application_listing_tonnes on application_listing(kind, annual_tonnes, id);
create index application_listing_province on application_listing(kind, province_code, notice_end, id);
create index application_listing_status on application_listing(kind, status_code, project_status);
create index application_listing_project on application_listing(project_application_id);

create view application_listing_source as
select
  v.id as id, 'Project' as kind, v.project_id as project_id, v.id as project_application_id, v.number as number, v.status_code as status_code,
  v.project_status as project_status, v.name as name, v.owner as owner, v.type_code as type_code, v.methodology_code as methodology_code,
  v.province_code as province_code, v.body_id as body_id, v.body as body, v.crediting_from as period_from, v.crediting_to as period_to,
  null as period_no, v.annual_tonnes as annual_tonnes, v.total_tonnes as tonnes, null as issued_tonnes, v.notice_start as notice_start,
  v.notice_end as notice_end, v.published_at as published_at, v.comments as comments, v.registered_at as registered_at,
  v.registered_on as registered_on, v.ended_on as ended_on, t.text as words
from public_project v
left join application_text t on t.application_id = v.id
union all
select
  v.id, 'Reduction', null, v.project_application_id, v.number, v.status_code,
  null, v.name, v.owner, v.type_code, v.methodology_code,
  v.province_code, v.body_id, v.body, v.period_from, v.period_to,
  v.period_no, null, v.tonnes, v.issued_tonnes, v.notice_start,
  v.notice_end, v.published_at, v.comments, v.registered_at,
  v.registered_on, null, t.text
from public_reduction v
left join application_text t on t.application_id = v.id;

insert into application_listing select * from application_listing_source;
