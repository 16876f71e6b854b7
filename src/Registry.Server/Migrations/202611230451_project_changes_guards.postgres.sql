create function project_version_follows() returns trigger language plpgsql as
'begin
  if not exists (select 1 from project_change c join project p on p.id = c.project_id
    where c.id = new.change_id and c.project_id = new.project_id and c.status = ''Approved'' and new.version_no = p.facts_version + 1
      and new.account_id = coalesce(c.new_account_id, p.account_id))
  then raise exception ''a version follows the last one, by an approved change'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger project_version_follows before insert on project_version for each row execute function project_version_follows();
create trigger project_version_no_change before update or delete or truncate on project_version for each statement execute function refuse_change();

create function project_changes_by_version() returns trigger language plpgsql as
'begin
  if (old.facts_version <> new.facts_version or old.account_id <> new.account_id) and not (new.facts_version = old.facts_version + 1
    and exists (select 1 from project_version v where v.project_id = new.id and v.version_no = new.facts_version and v.account_id = new.account_id))
  then raise exception ''facts and owner of a project change by a version only'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger project_changes_by_version before update on project for each row execute function project_changes_by_version();

create function project_change_stays() returns trigger language plpgsql as
'begin
  if old.status in (''Approved'', ''Refused'', ''Withdrawn'') or old.id <> new.id or old.project_id <> new.project_id or old.kind <> new.kind
    or old.account_id <> new.account_id or old.new_account_id is distinct from new.new_account_id or old.body_id is distinct from new.body_id
    or old.facts is distinct from new.facts or old.reason <> new.reason or old.proposal_id <> new.proposal_id or old.requested_at <> new.requested_at
    or (old.opinion is not null and (old.opinion is distinct from new.opinion or old.opinion_at is distinct from new.opinion_at))
    or (old.new_owner_at is not null and old.new_owner_at is distinct from new.new_owner_at)
  then raise exception ''what was asked for stays, and is decided once'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger project_change_stays before update on project_change for each row execute function project_change_stays();
create trigger project_change_no_delete before delete or truncate on project_change for each statement execute function refuse_change();
create trigger project_change_document_no_change before update or delete or truncate on project_change_document for each statement execute function refuse_change();
