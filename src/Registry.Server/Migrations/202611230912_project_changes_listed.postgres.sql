-- A project's new facts show in the lists of its open applications for reductions too.
create function list_reductions_of_project() returns trigger language plpgsql as
'begin perform list_application(a.id) from application a where a.project_id = new.id and a.published_at is not null; return null; end';
create trigger project_facts_version_listed after update of facts_version on project for each row execute function list_reductions_of_project();
