create trigger account_request_no_delete before delete or truncate on account_request for each statement execute function refuse_change();
create function account_request_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.account_id <> new.account_id or old.kind <> new.kind or old.login_id is distinct from new.login_id or old.ground is distinct from new.ground or old.reason <> new.reason
  or old.requested_by_person_id <> new.requested_by_person_id or old.received_at <> new.received_at or old.status <> ''AwaitingReview'' then
  raise exception ''a request is decided once, and nothing else of it changes'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger account_request_once before update on account_request for each row execute function account_request_once();
create function account_request_of_login() returns trigger language plpgsql as
'begin if new.login_id is not null and not exists (select 1 from login l where l.id = new.login_id and l.account_id = new.account_id and l.person_id = new.requested_by_person_id and l.ended_at is null) then
  raise exception ''one asks for the login of oneself'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger account_request_of_login before insert on account_request for each row execute function account_request_of_login();

create function login_ends_once() returns trigger language plpgsql as
'begin raise exception ''a login that ended is not changed'' using errcode = ''restrict_violation''; end';
create trigger login_ends_once before update on login for each row when (old.ended_at is not null) execute function login_ends_once();
create function sign_in_session_of_login() returns trigger language plpgsql as
'begin if exists (select 1 from login l where l.id = new.login_id and l.ended_at is not null)
  or exists (select 1 from account_request w where w.login_id = new.login_id and w.status = ''AwaitingReview'') then
  raise exception ''a login that ended or is suspended signs nobody in'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger sign_in_session_of_login before insert on sign_in_session for each row execute function sign_in_session_of_login();
