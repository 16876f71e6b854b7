-- What a change of the records does to the lists; the pairs of characters lie beside the row, so that a search needs one table. Two who
-- change one application at once wait for each other here, so that the second sees what the first wrote.

alter table application_listing add column grams text[];
create index application_listing_grams on application_listing using gin (grams);
update application_listing set grams = t.grams from application_text t where t.application_id = application_listing.id;

create function list_application(listed bigint) returns void language plpgsql as
'begin
  perform 1 from application where id = listed for no key update;
  delete from application_listing where id = listed;
  insert into application_listing
  select s.*, (select t.grams from application_text t where t.application_id = s.id) from application_listing_source s where s.id = listed;
end';

create function list_by_id() returns trigger language plpgsql as
'begin if new.published_at is not null then perform list_application(new.id); end if; return null; end';
create trigger application_listed after insert or update on application for each row execute function list_by_id();

create function list_by_application() returns trigger language plpgsql as
'begin perform list_application(new.application_id); return null; end';
create trigger project_facts_listed after insert or update on project_facts for each row execute function list_by_application();
create trigger reduction_facts_listed after insert or update on reduction_facts for each row execute function list_by_application();
create trigger project_listed after insert or update on project for each row execute function list_by_application();
create trigger reduction_listed after insert or update on reduction for each row execute function list_by_application();
create trigger notice_comment_listed after insert or update on notice_comment for each row execute function list_by_application();
create trigger application_text_listed after insert or update on application_text for each row execute function list_by_application();

create function list_by_reduction() returns trigger language plpgsql as
'begin perform list_application(r.application_id) from reduction r where r.id = new.reduction_id; return null; end';
create trigger reduction_vintage_listed after insert or update on reduction_vintage for each row execute function list_by_reduction();

create function list_by_account() returns trigger language plpgsql as
'begin perform list_application(a.id) from application a where a.account_id = new.id and a.published_at is not null; return null; end';
create trigger account_name_listed after update of name on account for each row execute function list_by_account();

create function list_by_body() returns trigger language plpgsql as
'begin perform list_application(a.id) from application a where a.body_id = new.id and a.published_at is not null; return null; end';
create trigger verification_body_name_listed after update of name on verification_body for each row execute function list_by_body();

create view public_listing as
select
  l.id as id, l.kind as kind, l.project_id as project_id, l.project_application_id as project_application_id, l.number as number,
  l.status_code as status_code, l.project_status as project_status, l.name as name, l.owner as owner, l.type_code as type_code,
  l.methodology_code as methodology_code, l.province_code as province_code, l.body_id as body_id, l.body as body, l.period_from as
  period_from, l.period_to as period_to, l.period_no as period_no, l.annual_tonnes as annual_tonnes, l.tonnes as tonnes, l.issued_tonnes as
  issued_tonnes, l.notice_start as notice_start, l.notice_end as notice_end, l.published_at as published_at, l.comments as comments,
  l.registered_at as registered_at, l.registered_on as registered_on, l.ended_on as ended_on, l.words as words, l.grams as grams
from application_listing l;
