create trigger login_dormancy_no_delete before delete or truncate on login_dormancy for each statement execute function refuse_change();

create function login_dormancy_ends_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.login_id <> new.login_id or old.disabled_at <> new.disabled_at or old.enabled_at is not null
  or not exists (select 1 from proposal p where p.id = new.proposal_id and p.action = ''sign-in.enable-login'' and p.status = ''Confirmed'')
  then raise exception ''a disabled login is enabled once, by two officers'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger login_dormancy_ends_once before update on login_dormancy for each row execute function login_dormancy_ends_once();

create function sign_in_session_not_dormant() returns trigger language plpgsql as
'begin if exists (select 1 from login_dormancy d where d.login_id = new.login_id and d.enabled_at is null)
  then raise exception ''a disabled login begins no session'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger sign_in_session_not_dormant before insert on sign_in_session for each row execute function sign_in_session_not_dormant();
