create trigger project_version_follows before insert on project_version
when not exists (select 1 from project_change c join project p on p.id = c.project_id
  where c.id = new.change_id and c.project_id = new.project_id and c.status = 'Approved' and new.version_no = p.facts_version + 1
    and new.account_id = coalesce(c.new_account_id, p.account_id))
begin select raise(abort, 'a version follows the last one, by an approved change'); end;
create trigger project_version_no_update before update on project_version begin select raise(abort, 'a version is never replaced'); end;
create trigger project_version_no_delete before delete on project_version begin select raise(abort, 'a version is kept for ever'); end;

create trigger project_changes_by_version before update on project
when (old.facts_version <> new.facts_version or old.account_id <> new.account_id) and not (new.facts_version = old.facts_version + 1
  and exists (select 1 from project_version v where v.project_id = new.id and v.version_no = new.facts_version and v.account_id = new.account_id))
begin select raise(abort, 'facts and owner of a project change by a version only'); end;

create trigger project_change_stays before update on project_change
when old.status in ('Approved', 'Refused', 'Withdrawn') or old.id <> new.id or old.project_id <> new.project_id or old.kind <> new.kind
  or old.account_id <> new.account_id or old.new_account_id is not new.new_account_id or old.body_id is not new.body_id
  or old.facts is not new.facts or old.reason <> new.reason or old.proposal_id <> new.proposal_id or old.requested_at <> new.requested_at
  or (old.opinion is not null and (old.opinion is not new.opinion or old.opinion_at is not new.opinion_at))
  or (old.new_owner_at is not null and old.new_owner_at is not new.new_owner_at)
begin select raise(abort, 'what was asked for stays, and is decided once'); end;
create trigger project_change_no_delete before delete on project_change begin select raise(abort, 'a change is kept for ever'); end;
create trigger project_change_document_no_update before update on project_change_document begin select raise(abort, 'a filed document is never replaced'); end;
create trigger project_change_document_no_delete before delete on project_change_document begin select raise(abort, 'a filed document is never removed'); end;
