create function erased_visitor_may_go() returns trigger language plpgsql as
'begin if exists (select 1 from legacy_account g where g.id = new.visitor_id) or exists (select 1 from account_opening o where o.applicant_id = new.visitor_id and o.submitted_at is not null)
  then raise exception ''what was handed in to the registry is kept'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger erased_visitor_may_go before insert on erased_visitor for each row execute function erased_visitor_may_go();
create trigger erased_visitor_no_change before update or delete or truncate on erased_visitor for each statement execute function refuse_change();

-- What the guards keep of everybody may go with an erasure, and with nothing else.
create or replace function visitor_keeps() returns trigger language plpgsql as
'begin if (old.id <> new.id or sealed_otherwise(old.phone_cipher, new.phone_cipher) or old.phone_index <> new.phone_index or old.created_at <> new.created_at
    or (old.confirmed_at is not null and (old.confirmed_at is distinct from new.confirmed_at or old.phone_cipher = new.phone_cipher)))
  and not (old.id = new.id and new.phone_index = '''' and old.created_at = new.created_at and old.confirmed_at is not distinct from new.confirmed_at and exists (select 1 from erased_visitor e where e.visitor_id = old.id))
  then raise exception ''a visitor keeps its number and is confirmed once'' using errcode = ''restrict_violation'';
end if; return new; end';

create or replace function login_keeps() returns trigger language plpgsql as
'begin if old.id <> new.id or old.person_id <> new.person_id or old.account_id <> new.account_id or old.role <> new.role or old.created_at <> new.created_at or new.totp_step < old.totp_step
  or (old.name_key <> new.name_key and (new.ended_at is null or old.account_id <> -1 or not exists (select 1 from erased_visitor e where e.visitor_id = old.person_id)))
  or new.password_set_at < old.password_set_at or (old.totp_confirmed_at is not null and old.totp_confirmed_at is distinct from new.totp_confirmed_at)
  then raise exception ''a login stays that of its person and capacity, and its second factor goes forward only'' using errcode = ''restrict_violation''; end if; return new; end';

drop trigger visitor_registration_no_delete on visitor_registration;
create trigger visitor_registration_no_truncate before truncate on visitor_registration for each statement execute function refuse_change();
create function visitor_registration_no_delete() returns trigger language plpgsql as
'begin if not exists (select 1 from erased_visitor e where e.visitor_id = old.visitor_id)
  then raise exception ''visitor_registration is kept'' using errcode = ''restrict_violation''; end if; return old; end';
create trigger visitor_registration_no_delete before delete on visitor_registration for each row execute function visitor_registration_no_delete();

drop trigger password_history_no_delete on password_history;
create trigger password_history_no_truncate before truncate on password_history for each statement execute function refuse_change();
create function password_history_no_delete() returns trigger language plpgsql as
'begin if not exists (select 1 from erased_visitor e join login l on l.person_id = e.visitor_id and l.account_id = -1 where l.id = old.login_id)
  then raise exception ''password_history is kept'' using errcode = ''restrict_violation''; end if; return old; end';
create trigger password_history_no_delete before delete on password_history for each row execute function password_history_no_delete();

drop trigger document_no_delete on document;
create trigger document_no_truncate before truncate on document for each statement execute function refuse_change();
create function document_no_delete() returns trigger language plpgsql as
'begin if not exists (select 1 from erased_visitor e where e.visitor_id = old.uploaded_by_person_id)
  then raise exception ''document is kept'' using errcode = ''restrict_violation''; end if; return old; end';
create trigger document_no_delete before delete on document for each row execute function document_no_delete();

drop trigger document_scan_no_delete on document_scan;
create trigger document_scan_no_truncate before truncate on document_scan for each statement execute function refuse_change();
create function document_scan_no_delete() returns trigger language plpgsql as
'begin if old.found is not null or exists (select 1 from document d where d.sha256 = old.sha256) or not exists (select 1 from erased_visitor)
  then raise exception ''document_scan is kept'' using errcode = ''restrict_violation''; end if; return old; end';
create trigger document_scan_no_delete before delete on document_scan for each row execute function document_scan_no_delete();

drop trigger document_content_no_change on document_content;
create trigger document_content_no_change before update or truncate on document_content for each statement execute function refuse_change();
create function document_content_no_delete() returns trigger language plpgsql as
'begin if exists (select 1 from document d where d.sha256 = old.sha256) or not exists (select 1 from erased_visitor)
  then raise exception ''document_content is never replaced'' using errcode = ''restrict_violation''; end if; return old; end';
create trigger document_content_no_delete before delete on document_content for each row execute function document_content_no_delete();
