create trigger account_request_no_delete before delete on account_request begin select raise(abort, 'account_request is kept'); end;
create trigger account_request_once before update on account_request
when old.id <> new.id or old.account_id <> new.account_id or old.kind <> new.kind or old.login_id is not new.login_id or old.ground is not new.ground or old.reason <> new.reason
  or old.requested_by_person_id <> new.requested_by_person_id or old.received_at <> new.received_at or old.status <> 'AwaitingReview'
begin select raise(abort, 'a request is decided once, and nothing else of it changes'); end;
create trigger account_request_of_login before insert on account_request
when new.login_id is not null and not exists (select 1 from login l where l.id = new.login_id and l.account_id = new.account_id and l.person_id = new.requested_by_person_id and l.ended_at is null)
begin select raise(abort, 'one asks for the login of oneself'); end;

create trigger login_ends_once before update on login
when old.ended_at is not null
begin select raise(abort, 'a login that ended is not changed'); end;
create trigger sign_in_session_of_login before insert on sign_in_session
when exists (select 1 from login l where l.id = new.login_id and l.ended_at is not null)
  or exists (select 1 from account_request w where w.login_id = new.login_id and w.status = 'AwaitingReview')
begin select raise(abort, 'a login that ended or is suspended signs nobody in'); end;
