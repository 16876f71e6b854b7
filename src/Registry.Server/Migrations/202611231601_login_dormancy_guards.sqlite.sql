create trigger login_dormancy_no_delete before delete on login_dormancy begin select raise(abort, 'login_dormancy is kept'); end;

create trigger login_dormancy_ends_once before update on login_dormancy
when old.id <> new.id or old.login_id <> new.login_id or old.disabled_at <> new.disabled_at or old.enabled_at is not null
  or not exists (select 1 from proposal p where p.id = new.proposal_id and p.action = 'sign-in.enable-login' and p.status = 'Confirmed')
begin select raise(abort, 'a disabled login is enabled once, by two officers'); end;

create trigger sign_in_session_not_dormant before insert on sign_in_session
when exists (select 1 from login_dormancy d where d.login_id = new.login_id and d.enabled_at is null)
begin select raise(abort, 'a disabled login begins no session'); end;
