create trigger login_no_delete before delete on login begin select raise(abort, 'login is kept'); end;
create trigger sign_in_session_no_delete before delete on sign_in_session begin select raise(abort, 'sign_in_session is kept'); end;
create trigger one_time_code_no_delete before delete on one_time_code begin select raise(abort, 'one_time_code is kept'); end;
create trigger password_history_no_delete before delete on password_history begin select raise(abort, 'password_history is kept'); end;
create trigger sealing_key_no_delete before delete on sealing_key begin select raise(abort, 'sealing_key is kept'); end;
create trigger password_history_no_update before update on password_history begin select raise(abort, 'password_history is append-only'); end;
create trigger sealing_key_no_update before update on sealing_key begin select raise(abort, 'sealing_key is append-only'); end;

create trigger login_keeps before update on login
when old.id <> new.id or old.name_key <> new.name_key or old.person_id <> new.person_id or old.account_id <> new.account_id or old.role <> new.role or old.created_at <> new.created_at or new.totp_step < old.totp_step
  or new.password_set_at < old.password_set_at or (old.totp_confirmed_at is not null and old.totp_confirmed_at is not new.totp_confirmed_at)
begin select raise(abort, 'a login stays that of its person and capacity, and its second factor goes forward only'); end;

create trigger sign_in_session_ends_once before update on sign_in_session
when old.id <> new.id or old.token_hash <> new.token_hash or old.login_id <> new.login_id or old.strength <> new.strength or old.began_at <> new.began_at or old.expires_at <> new.expires_at
  or old.neighbourhood <> new.neighbourhood or old.ended_at is not null or new.seen_at < old.seen_at
begin select raise(abort, 'a session changes only by being seen and by its one end'); end;

create trigger one_time_code_once before update on one_time_code
when old.id <> new.id or old.purpose <> new.purpose or old.code_hash <> new.code_hash or old.person_id is not new.person_id or old.account_id is not new.account_id or old.role is not new.role
  or old.issued_at <> new.issued_at or old.expires_at <> new.expires_at or old.used_at is not null or old.void_at is not null
begin select raise(abort, 'a one-time code is used or voided once'); end;

create trigger sign_in_session_needs_factor before insert on sign_in_session
when new.strength = 'TwoFactors' and not exists (select 1 from login l where l.id = new.login_id and l.totp_confirmed_at is not null)
begin select raise(abort, 'a session needs a second factor'); end;
