create trigger visitor_no_delete before delete or truncate on visitor for each statement execute function refuse_change();
create trigger visitor_registration_no_delete before delete or truncate on visitor_registration for each statement execute function refuse_change();

create function visitor_keeps() returns trigger language plpgsql as
'begin if old.id <> new.id or old.phone_cipher <> new.phone_cipher or old.phone_index <> new.phone_index or old.created_at <> new.created_at or old.confirmed_at is not null then
  raise exception ''a visitor keeps its number and is confirmed once'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger visitor_keeps before update on visitor for each row execute function visitor_keeps();

create function visitor_registration_once() returns trigger language plpgsql as
'begin if old.visitor_id <> new.visitor_id or old.token_hash <> new.token_hash or old.challenge <> new.challenge or old.name <> new.name or old.password_hash <> new.password_hash
  or old.code_mac <> new.code_mac or old.expires_at <> new.expires_at or old.used_at is not null or new.tries < old.tries then
  raise exception ''a registration is tried and used, and nothing else of it changes'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger visitor_registration_once before update on visitor_registration for each row execute function visitor_registration_once();

create function login_of_somebody() returns trigger language plpgsql as
'begin if not exists (select 1 from person p where p.id = new.person_id and new.account_id <> -1)
  and not exists (select 1 from visitor v where v.id = new.person_id and new.account_id = -1 and v.confirmed_at is not null) then
  raise exception ''a login is of a person, or of a visitor whose number was proven'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger login_of_somebody before insert on login for each row execute function login_of_somebody();

create function message_to_somebody() returns trigger language plpgsql as
'begin if not exists (select 1 from person p where p.id = new.person_id) and not exists (select 1 from visitor v where v.id = new.person_id) then
  raise exception ''a message goes to a person or a visitor'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger message_to_somebody before insert on message for each row execute function message_to_somebody();
