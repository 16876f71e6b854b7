-- What a change of the records does to the lists. A row is taken out and put in anew: the conflict clause of the statement that fires a
-- trigger would override one of its own.

create trigger application_insert_listed after insert on application when new.published_at is not null
begin
  delete from application_listing where id = new.id;
  insert into application_listing select * from application_listing_source where id = new.id;
end;
create trigger application_update_listed after update on application when new.published_at is not null
begin
  delete from application_listing where id = new.id;
  insert into application_listing select * from application_listing_source where id = new.id;
end;
create trigger project_facts_insert_listed after insert on project_facts
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger project_facts_update_listed after update on project_facts
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger reduction_facts_insert_listed after insert on reduction_facts
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger reduction_facts_update_listed after update on reduction_facts
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger project_insert_listed after insert on project
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger project_update_listed after update on project
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger reduction_insert_listed after insert on reduction
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger notice_comment_insert_listed after insert on notice_comment
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger notice_comment_update_listed after update on notice_comment
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger application_text_insert_listed after insert on application_text
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger application_text_update_listed after update on application_text
begin
  delete from application_listing where id = new.application_id;
  insert into application_listing select * from application_listing_source where id = new.application_id;
end;
create trigger reduction_vintage_insert_listed after insert on reduction_vintage
begin
  delete from application_listing where id = (select r.application_id from reduction r where r.id = new.reduction_id);
  insert into application_listing select * from application_listing_source where id = (select r.application_id from reduction r where r.id = new.reduction_id);
end;
create trigger reduction_vintage_update_listed after update on reduction_vintage
begin
  delete from application_listing where id = (select r.application_id from reduction r where r.id = new.reduction_id);
  insert into application_listing select * from application_listing_source where id = (select r.application_id from reduction r where r.id = new.reduction_id);
end;
create trigger account_name_listed after update of name on account
begin
  delete from application_listing where id in (select a.id from application a where a.account_id = new.id);
  insert into application_listing select * from application_listing_source where id in (select a.id from application a where a.account_id = new.id);
end;
create trigger verification_body_name_listed after update of name on verification_body
begin
  delete from application_listing where id in (select a.id from application a where a.body_id = new.id);
  insert into application_listing select * from application_listing_source where id in (select a.id from application a where a.body_id = new.id);
end;

create view public_listing as
select
  l.id as id, l.kind as kind, l.project_id as project_id, l.project_application_id as project_application_id, l.number as number,
  l.status_code as status_code, l.project_status as project_status, l.name as name, l.owner as owner, l.type_code as type_code,
  l.methodology_code as methodology_code, l.province_code as province_code, l.body_id as body_id, l.body as body, l.period_from as
  period_from, l.period_to as period_to, l.period_no as period_no, l.annual_tonnes as annual_tonnes, l.tonnes as tonnes, l.issued_tonnes as
  issued_tonnes, l.notice_start as notice_start, l.notice_end as notice_end, l.published_at as published_at, l.comments as comments,
  l.registered_at as registered_at, l.registered_on as registered_on, l.ended_on as ended_on, l.words as words, null as grams
from application_listing l;
