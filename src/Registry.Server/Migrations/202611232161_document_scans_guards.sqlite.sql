create trigger document_no_delete before delete on document begin select raise(abort, 'document is kept'); end;
create trigger document_scan_no_delete before delete on document_scan begin select raise(abort, 'document_scan is kept'); end;

create trigger document_keeps before update on document
when old.id <> new.id or old.sha256 <> new.sha256 or old.file_name <> new.file_name or old.kind <> new.kind or old.uploaded_at <> new.uploaded_at or old.uploaded_by_person_id <> new.uploaded_by_person_id
  or old.account_id <> new.account_id or not (old.status = 'Clean' and new.status = 'Quarantined')
begin select raise(abort, 'a document is never changed, and only shut away'); end;

create trigger document_is_not_harmful before insert on document
when new.status <> 'Quarantined' and exists (select 1 from document_scan s where s.sha256 = new.sha256 and s.found is not null)
begin select raise(abort, 'what was found harmful is not filed again'); end;

create trigger document_scan_keeps before update on document_scan
when old.sha256 <> new.sha256 or new.scanned_at < old.scanned_at or (old.found is not null and new.found is not old.found)
begin select raise(abort, 'what was found in a file stays found'); end;

-- Whatever writes down that a file is harmful shuts every document with this content away and tells the officers, in the same transaction.
create trigger document_shut_away_at_once after insert on document_scan when new.found is not null
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'SecurityAlarm', 'document', d.id, 0, d.file_name, 'FileQuarantined', new.scanned_at
  from document d join login l on l.account_id = 0 and l.ended_at is null and l.role in ('Clerk', 'Reviewer', 'Administrator') where d.sha256 = new.sha256 and d.status = 'Clean';
  update document set status = 'Quarantined' where sha256 = new.sha256 and status = 'Clean';
end;
create trigger document_shut_away after update on document_scan when new.found is not null
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'SecurityAlarm', 'document', d.id, 0, d.file_name, 'FileQuarantined', new.scanned_at
  from document d join login l on l.account_id = 0 and l.ended_at is null and l.role in ('Clerk', 'Reviewer', 'Administrator') where d.sha256 = new.sha256 and d.status = 'Clean';
  update document set status = 'Quarantined' where sha256 = new.sha256 and status = 'Clean';
end;
