create trigger password_reset_no_delete before delete on password_reset begin select raise(abort, 'password_reset is kept'); end;

create trigger password_reset_once before update on password_reset
when old.id <> new.id or old.login_id is not new.login_id or old.asked_at <> new.asked_at or old.expires_at <> new.expires_at or old.used_at is not null or old.void_at is not null
  or (old.code_hash is not null and old.code_hash is not new.code_hash)
begin select raise(abort, 'a code for a new password is used or voided once'); end;
