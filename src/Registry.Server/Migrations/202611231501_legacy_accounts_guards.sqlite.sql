drop trigger login_of_somebody;
create trigger login_of_somebody before insert on login
when not exists (select 1 from person p where p.id = new.person_id and new.account_id <> -1)
  and not exists (select 1 from visitor v where v.id = new.person_id and new.account_id = -1 and v.confirmed_at is not null)
  and not exists (select 1 from legacy_account g where g.id = new.person_id and new.account_id = -1)
begin select raise(abort, 'a login is of a person, of a visitor whose number was proven, or of an old account'); end;

drop trigger message_to_somebody;
create trigger message_to_somebody before insert on message
when not exists (select 1 from person p where p.id = new.person_id) and not exists (select 1 from visitor v where v.id = new.person_id)
  and not exists (select 1 from legacy_account g where g.id = new.person_id)
begin select raise(abort, 'a message goes to a person, a visitor or the holder of an old account'); end;

create trigger legacy_account_no_delete before delete on legacy_account begin select raise(abort, 'legacy_account is kept'); end;
create trigger legacy_account_once before update on legacy_account
when old.id <> new.id or old.account_id <> new.account_id or old.row_index <> new.row_index or old.email_cipher <> new.email_cipher or old.imported_at <> new.imported_at
  or (old.verified_at is not null and old.verified_at is not new.verified_at) or (old.proven_at is not null and old.proven_at is not new.proven_at)
begin select raise(abort, 'an old account keeps what was imported, and is verified and proven once'); end;

create trigger legacy_password_no_update before update on legacy_password begin select raise(abort, 'legacy_password is erased, never changed'); end;
create trigger legacy_password_once before insert on legacy_password
when exists (select 1 from legacy_account g where g.id = new.legacy_id and g.verified_at is not null)
begin select raise(abort, 'the hash of an old password is never stored back'); end;
create trigger legacy_password_stays before delete on legacy_password
when exists (select 1 from legacy_account g where g.id = old.legacy_id and g.verified_at is null)
begin select raise(abort, 'the hash of an old password goes only with a new one'); end;

-- A new hash of the password erases the old one, whoever writes it.
create trigger legacy_password_verified after update on login
when old.password_hash <> new.password_hash
begin update legacy_account set verified_at = new.password_set_at where id = new.person_id and verified_at is null; end;
create trigger legacy_password_erased after update on legacy_account
when old.verified_at is null and new.verified_at is not null
begin delete from legacy_password where legacy_id = new.id; end;

create trigger login_of_legacy_is_proven before update on login
when old.totp_confirmed_at is null and new.totp_confirmed_at is not null and exists (select 1 from legacy_account g where g.id = new.person_id and g.proven_at is null)
begin select raise(abort, 'the login of an old account is activated by e-mail first'); end;

-- Nothing is done with an account whose particulars are missing.
create trigger account_completed before update on account
when (new.status = 'Incomplete' and old.status <> 'Incomplete')
  or (old.status = 'Incomplete' and new.status not in ('Incomplete', 'Open', 'Closing'))
  or (old.status = 'Incomplete' and new.status = 'Open' and not exists (select 1 from account_opening o
    where o.id = new.opening_id and o.route = 'Legacy' and o.status = 'Approved' and o.subject_key = 'credit-code:' || new.credit_code))
begin select raise(abort, 'an old account opens with its approved particulars, once'); end;

create trigger account_representative_of_complete before insert on account_representative
when exists (select 1 from account a where a.id = new.account_id and a.status = 'Incomplete')
begin select raise(abort, 'nobody acts for an account whose particulars are missing'); end;
create trigger proposal_of_complete before insert on proposal
when exists (select 1 from account a where a.id = new.account_id and a.status = 'Incomplete')
begin select raise(abort, 'nothing is proposed for an account whose particulars are missing'); end;
create trigger application_of_complete before insert on application
when exists (select 1 from account a where a.id = new.account_id and a.status = 'Incomplete')
begin select raise(abort, 'nothing is applied for by an account whose particulars are missing'); end;
create trigger account_change_of_complete before insert on account_change
when exists (select 1 from account a where a.id = new.account_id and a.status = 'Incomplete')
begin select raise(abort, 'nothing changes of an account whose particulars are missing'); end;
create trigger trading_binding_of_complete before insert on trading_binding
when exists (select 1 from account a where a.id = new.account_id and a.status = 'Incomplete')
begin select raise(abort, 'nothing is bound to an account whose particulars are missing'); end;
create trigger position_of_complete before insert on position
when exists (select 1 from account a where a.id = new.account_id and a.status = 'Incomplete')
begin select raise(abort, 'nothing is held by an account whose particulars are missing'); end;
create trigger login_of_complete before insert on login
when exists (select 1 from account a where a.id = new.account_id and a.status = 'Incomplete')
begin select raise(abort, 'nobody signs in for an account whose particulars are missing'); end;
