create trigger erased_visitor_may_go before insert on erased_visitor
when exists (select 1 from erased_visitor e where e.visitor_id = new.visitor_id)
  or exists (select 1 from legacy_account g where g.id = new.visitor_id)
  or exists (select 1 from account_opening o where o.applicant_id = new.visitor_id and o.submitted_at is not null)
begin select raise(abort, 'what was handed in to the registry is kept'); end;
create trigger erased_visitor_no_update before update on erased_visitor begin select raise(abort, 'erased_visitor is append-only'); end;
create trigger erased_visitor_no_delete before delete on erased_visitor begin select raise(abort, 'erased_visitor is append-only'); end;

-- What the guards keep of everybody may go with an erasure, and with nothing else.
drop trigger visitor_keeps;
create trigger visitor_keeps before update on visitor
when (old.id <> new.id or old.phone_index <> new.phone_index or old.created_at <> new.created_at
    or (old.phone_cipher <> new.phone_cipher and not exists (select 1 from personal_key_check k where new.phone_cipher like k.key_id || ':%' and old.phone_cipher not like k.key_id || ':%'))
    or (old.confirmed_at is not null and (old.confirmed_at is not new.confirmed_at or old.phone_cipher = new.phone_cipher)))
  and not (old.id = new.id and new.phone_index = '' and old.created_at = new.created_at and old.confirmed_at is new.confirmed_at and exists (select 1 from erased_visitor e where e.visitor_id = old.id))
begin select raise(abort, 'a visitor keeps its number and is confirmed once'); end;

drop trigger login_keeps;
create trigger login_keeps before update on login
when old.id <> new.id or old.person_id <> new.person_id or old.account_id <> new.account_id or old.role <> new.role or old.created_at <> new.created_at or new.totp_step < old.totp_step
  or (old.name_key <> new.name_key and (new.ended_at is null or old.account_id <> -1 or not exists (select 1 from erased_visitor e where e.visitor_id = old.person_id)))
  or new.password_set_at < old.password_set_at or (old.totp_confirmed_at is not null and old.totp_confirmed_at is not new.totp_confirmed_at)
begin select raise(abort, 'a login stays that of its person and capacity, and its second factor goes forward only'); end;

drop trigger visitor_registration_no_delete;
create trigger visitor_registration_no_delete before delete on visitor_registration
when not exists (select 1 from erased_visitor e where e.visitor_id = old.visitor_id)
begin select raise(abort, 'visitor_registration is kept'); end;

drop trigger password_history_no_delete;
create trigger password_history_no_delete before delete on password_history
when not exists (select 1 from erased_visitor e join login l on l.person_id = e.visitor_id and l.account_id = -1 where l.id = old.login_id)
begin select raise(abort, 'password_history is kept'); end;

drop trigger document_no_delete;
create trigger document_no_delete before delete on document
when not exists (select 1 from erased_visitor e where e.visitor_id = old.uploaded_by_person_id)
begin select raise(abort, 'document is kept'); end;

drop trigger document_scan_no_delete;
create trigger document_scan_no_delete before delete on document_scan
when old.found is not null or exists (select 1 from document d where d.sha256 = old.sha256) or not exists (select 1 from erased_visitor)
begin select raise(abort, 'document_scan is kept'); end;

drop trigger document_content_no_delete;
create trigger document_content_no_delete before delete on document_content
when exists (select 1 from document d where d.sha256 = old.sha256) or not exists (select 1 from erased_visitor)
begin select raise(abort, 'document_content is never replaced'); end;
