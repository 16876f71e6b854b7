create trigger visitor_no_delete before delete on visitor begin select raise(abort, 'visitor is kept'); end;
create trigger visitor_registration_no_delete before delete on visitor_registration begin select raise(abort, 'visitor_registration is kept'); end;

create trigger visitor_keeps before update on visitor
when old.id <> new.id or old.phone_cipher <> new.phone_cipher or old.phone_index <> new.phone_index or old.created_at <> new.created_at or old.confirmed_at is not null
begin select raise(abort, 'a visitor keeps its number and is confirmed once'); end;

create trigger visitor_registration_once before update on visitor_registration
when old.visitor_id <> new.visitor_id or old.token_hash <> new.token_hash or old.challenge <> new.challenge or old.name <> new.name or old.password_hash <> new.password_hash
  or old.code_mac <> new.code_mac or old.expires_at <> new.expires_at or old.used_at is not null or new.tries < old.tries
begin select raise(abort, 'a registration is tried and used, and nothing else of it changes'); end;

create trigger login_of_somebody before insert on login
when not exists (select 1 from person p where p.id = new.person_id and new.account_id <> -1)
  and not exists (select 1 from visitor v where v.id = new.person_id and new.account_id = -1 and v.confirmed_at is not null)
begin select raise(abort, 'a login is of a person, or of a visitor whose number was proven'); end;

create trigger message_to_somebody before insert on message
when not exists (select 1 from person p where p.id = new.person_id) and not exists (select 1 from visitor v where v.id = new.person_id)
begin select raise(abort, 'a message goes to a person or a visitor'); end;
