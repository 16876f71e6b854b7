create trigger password_reset_no_delete before delete or truncate on password_reset for each statement execute function refuse_change();

create function password_reset_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.login_id is distinct from new.login_id or old.asked_at <> new.asked_at or old.expires_at <> new.expires_at or old.used_at is not null or old.void_at is not null
  or (old.code_hash is not null and old.code_hash is distinct from new.code_hash)
  then raise exception ''a code for a new password is used or voided once'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger password_reset_once before update on password_reset for each row execute function password_reset_once();
