-- A project's new facts show in the lists of its open applications for reductions too.
create trigger project_facts_version_listed after update of facts_version on project
begin
  delete from application_listing where id in (select a.id from application a where a.project_id = new.id);
  insert into application_listing select * from application_listing_source where id in (select a.id from application a where a.project_id = new.id);
end;
