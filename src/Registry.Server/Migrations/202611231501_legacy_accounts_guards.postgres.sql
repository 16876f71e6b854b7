create or replace function login_of_somebody() returns trigger language plpgsql as
'begin if not exists (select 1 from person p where p.id = new.person_id and new.account_id <> -1)
  and not exists (select 1 from visitor v where v.id = new.person_id and new.account_id = -1 and v.confirmed_at is not null)
  and not exists (select 1 from legacy_account g where g.id = new.person_id and new.account_id = -1) then
  raise exception ''a login is of a person, of a visitor whose number was proven, or of an old account'' using errcode = ''restrict_violation'';
end if; return new; end';

create or replace function message_to_somebody() returns trigger language plpgsql as
'begin if not exists (select 1 from person p where p.id = new.person_id) and not exists (select 1 from visitor v where v.id = new.person_id)
  and not exists (select 1 from legacy_account g where g.id = new.person_id) then
  raise exception ''a message goes to a person, a visitor or the holder of an old account'' using errcode = ''restrict_violation'';
end if; return new; end';

create trigger legacy_account_no_delete before delete or truncate on legacy_account for each statement execute function refuse_change();
create function legacy_account_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.account_id <> new.account_id or old.row_index <> new.row_index or old.email_cipher <> new.email_cipher or old.imported_at <> new.imported_at
  or (old.verified_at is not null and old.verified_at is distinct from new.verified_at) or (old.proven_at is not null and old.proven_at is distinct from new.proven_at) then
  raise exception ''an old account keeps what was imported, and is verified and proven once'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger legacy_account_once before update on legacy_account for each row execute function legacy_account_once();

create trigger legacy_password_no_update before update or truncate on legacy_password for each statement execute function refuse_change();
create function legacy_password_once() returns trigger language plpgsql as
'begin if exists (select 1 from legacy_account g where g.id = new.legacy_id and g.verified_at is not null) then
  raise exception ''the hash of an old password is never stored back'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger legacy_password_once before insert on legacy_password for each row execute function legacy_password_once();
create function legacy_password_stays() returns trigger language plpgsql as
'begin if exists (select 1 from legacy_account g where g.id = old.legacy_id and g.verified_at is null) then
  raise exception ''the hash of an old password goes only with a new one'' using errcode = ''restrict_violation'';
end if; return old; end';
create trigger legacy_password_stays before delete on legacy_password for each row execute function legacy_password_stays();

-- A new hash of the password erases the old one, whoever writes it.
create function legacy_password_verified() returns trigger language plpgsql as
'begin update legacy_account set verified_at = new.password_set_at where id = new.person_id and verified_at is null; return null; end';
create trigger legacy_password_verified after update on login for each row when (old.password_hash <> new.password_hash) execute function legacy_password_verified();
create function legacy_password_erased() returns trigger language plpgsql as
'begin delete from legacy_password where legacy_id = new.id; return null; end';
create trigger legacy_password_erased after update on legacy_account for each row when (old.verified_at is null and new.verified_at is not null) execute function legacy_password_erased();

create function login_of_legacy_is_proven() returns trigger language plpgsql as
'begin if exists (select 1 from legacy_account g where g.id = new.person_id and g.proven_at is null) then
  raise exception ''the login of an old account is activated by e-mail first'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger login_of_legacy_is_proven before update on login for each row when (old.totp_confirmed_at is null and new.totp_confirmed_at is not null) execute function login_of_legacy_is_proven();

-- Nothing is done with an account whose particulars are missing.
create function account_completed() returns trigger language plpgsql as
'begin if (new.status = ''Incomplete'' and old.status <> ''Incomplete'')
  or (old.status = ''Incomplete'' and new.status not in (''Incomplete'', ''Open'', ''Closing''))
  or (old.status = ''Incomplete'' and new.status = ''Open'' and not exists (select 1 from account_opening o
    where o.id = new.opening_id and o.route = ''Legacy'' and o.status = ''Approved'' and o.subject_key = ''credit-code:'' || new.credit_code)) then
  raise exception ''an old account opens with its approved particulars, once'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger account_completed before update on account for each row execute function account_completed();

create function of_complete_account() returns trigger language plpgsql as
'begin if exists (select 1 from account a where a.id = new.account_id and a.status = ''Incomplete'') then
  raise exception ''nothing is done with an account whose particulars are missing'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger account_representative_of_complete before insert on account_representative for each row execute function of_complete_account();
create trigger proposal_of_complete before insert on proposal for each row execute function of_complete_account();
create trigger application_of_complete before insert on application for each row execute function of_complete_account();
create trigger account_change_of_complete before insert on account_change for each row execute function of_complete_account();
create trigger trading_binding_of_complete before insert on trading_binding for each row execute function of_complete_account();
create trigger position_of_complete before insert on position for each row when (new.account_id <> 0) execute function of_complete_account();
create trigger login_of_complete before insert on login for each row execute function of_complete_account();
