create trigger login_no_delete before delete or truncate on login for each statement execute function refuse_change();
create trigger sign_in_session_no_delete before delete or truncate on sign_in_session for each statement execute function refuse_change();
create trigger one_time_code_no_delete before delete or truncate on one_time_code for each statement execute function refuse_change();
create trigger password_history_no_delete before delete or truncate on password_history for each statement execute function refuse_change();
create trigger sealing_key_no_delete before delete or truncate on sealing_key for each statement execute function refuse_change();
create trigger password_history_no_update before update on password_history for each statement execute function refuse_change();
create trigger sealing_key_no_update before update on sealing_key for each statement execute function refuse_change();

create function login_keeps() returns trigger language plpgsql as
'begin if old.id <> new.id or old.name_key <> new.name_key or old.person_id <> new.person_id or old.account_id <> new.account_id or old.role <> new.role or old.created_at <> new.created_at or new.totp_step < old.totp_step
  or new.password_set_at < old.password_set_at or (old.totp_confirmed_at is not null and old.totp_confirmed_at is distinct from new.totp_confirmed_at)
  then raise exception ''a login stays that of its person and capacity, and its second factor goes forward only'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger login_keeps before update on login for each row execute function login_keeps();

create function sign_in_session_ends_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.token_hash <> new.token_hash or old.login_id <> new.login_id or old.strength <> new.strength or old.began_at <> new.began_at or old.expires_at <> new.expires_at
  or old.neighbourhood <> new.neighbourhood or old.ended_at is not null or new.seen_at < old.seen_at
  then raise exception ''a session changes only by being seen and by its one end'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger sign_in_session_ends_once before update on sign_in_session for each row execute function sign_in_session_ends_once();

create function one_time_code_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.purpose <> new.purpose or old.code_hash <> new.code_hash or old.person_id is distinct from new.person_id or old.account_id is distinct from new.account_id or old.role is distinct from new.role
  or old.issued_at <> new.issued_at or old.expires_at <> new.expires_at or old.used_at is not null or old.void_at is not null
  then raise exception ''a one-time code is used or voided once'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger one_time_code_once before update on one_time_code for each row execute function one_time_code_once();

create function sign_in_session_needs_factor() returns trigger language plpgsql as
'begin if new.strength = ''TwoFactors'' and not exists (select 1 from login l where l.id = new.login_id and l.totp_confirmed_at is not null)
  then raise exception ''a session needs a second factor'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger sign_in_session_needs_factor before insert on sign_in_session for each row execute function sign_in_session_needs_factor();
