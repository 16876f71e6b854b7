create trigger document_no_delete before delete or truncate on document for each statement execute function refuse_change();
create trigger document_scan_no_delete before delete or truncate on document_scan for each statement execute function refuse_change();

create function document_keeps() returns trigger language plpgsql as
'begin if old.id <> new.id or old.sha256 <> new.sha256 or old.file_name <> new.file_name or old.kind <> new.kind or old.uploaded_at <> new.uploaded_at or old.uploaded_by_person_id <> new.uploaded_by_person_id
  or old.account_id <> new.account_id or not (old.status = ''Clean'' and new.status = ''Quarantined'') then
  raise exception ''a document is never changed, and only shut away'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger document_keeps before update on document for each row execute function document_keeps();

create function document_is_not_harmful() returns trigger language plpgsql as
'begin if new.status <> ''Quarantined'' and exists (select 1 from document_scan s where s.sha256 = new.sha256 and s.found is not null) then
  raise exception ''what was found harmful is not filed again'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger document_is_not_harmful before insert on document for each row execute function document_is_not_harmful();

create function document_scan_keeps() returns trigger language plpgsql as
'begin if old.sha256 <> new.sha256 or new.scanned_at < old.scanned_at or (old.found is not null and new.found is distinct from old.found) then
  raise exception ''what was found in a file stays found'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger document_scan_keeps before update on document_scan for each row execute function document_scan_keeps();

-- Whatever writes down that a file is harmful shuts every document with this content away and tells the officers, in the same transaction.
create function document_shut_away() returns trigger language plpgsql as
'begin
  if new.found is null then return null; end if;
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, ''SecurityAlarm'', ''document'', d.id, 0, d.file_name, ''FileQuarantined'', new.scanned_at
  from document d join login l on l.account_id = 0 and l.ended_at is null and l.role in (''Clerk'', ''Reviewer'', ''Administrator'') where d.sha256 = new.sha256 and d.status = ''Clean'';
  update document set status = ''Quarantined'' where sha256 = new.sha256 and status = ''Clean'';
  return null;
end';
create trigger document_shut_away after insert or update on document_scan for each row execute function document_shut_away();
