-- What is sealed may be sealed anew when the personal key is changed, and then only towards the key to which the database is bound.
drop trigger message_ends_once;
create trigger message_ends_once before update on message
when old.id <> new.id or old.channel <> new.channel or old.kind <> new.kind or old.urgency <> new.urgency or old.language <> new.language or old.address_masked <> new.address_masked or old.person_id <> new.person_id or old.address_index <> new.address_index or old.created_at <> new.created_at
  or old.expires_at <> new.expires_at or old.sent_at is not null or old.given_up_at is not null or new.attempts < old.attempts
  or (new.address_cipher is not null and (old.address_cipher <> new.address_cipher and not exists (select 1 from personal_key_check k where new.address_cipher like k.key_id || ':%' and old.address_cipher not like k.key_id || ':%')))
  or (new.body_cipher is not null and (old.body_cipher <> new.body_cipher and not exists (select 1 from personal_key_check k where new.body_cipher like k.key_id || ':%' and old.body_cipher not like k.key_id || ':%')))
begin select raise(abort, 'a message changes only by being tried, and ends once'); end;

drop trigger legacy_account_once;
create trigger legacy_account_once before update on legacy_account
when old.id <> new.id or old.account_id <> new.account_id or old.row_index <> new.row_index or old.imported_at <> new.imported_at
  or (old.email_cipher <> new.email_cipher and not exists (select 1 from personal_key_check k where new.email_cipher like k.key_id || ':%' and old.email_cipher not like k.key_id || ':%'))
  or (old.verified_at is not null and old.verified_at is not new.verified_at) or (old.proven_at is not null and old.proven_at is not new.proven_at)
begin select raise(abort, 'an old account keeps what was imported, and is verified and proven once'); end;

drop trigger visitor_keeps;
create trigger visitor_keeps before update on visitor
when old.id <> new.id or old.phone_index <> new.phone_index or old.created_at <> new.created_at
  or (old.phone_cipher <> new.phone_cipher and not exists (select 1 from personal_key_check k where new.phone_cipher like k.key_id || ':%' and old.phone_cipher not like k.key_id || ':%'))
  or (old.confirmed_at is not null and (old.confirmed_at is not new.confirmed_at or old.phone_cipher = new.phone_cipher))
begin select raise(abort, 'a visitor keeps its number and is confirmed once'); end;

drop trigger legacy_password_no_update;
create trigger legacy_password_keeps before update on legacy_password
when old.legacy_id <> new.legacy_id or old.work <> new.work or old.secret_cipher = new.secret_cipher
  or (old.secret_cipher <> new.secret_cipher and not exists (select 1 from personal_key_check k where new.secret_cipher like k.key_id || ':%' and old.secret_cipher not like k.key_id || ':%'))
begin select raise(abort, 'the hash of an old password is erased, never changed'); end;

drop trigger sealing_key_no_update;
create trigger sealing_key_keeps before update on sealing_key
when old.id <> new.id or old.created_at <> new.created_at or old.element_cipher = new.element_cipher
  or (old.element_cipher <> new.element_cipher and not exists (select 1 from personal_key_check k where new.element_cipher like k.key_id || ':%' and old.element_cipher not like k.key_id || ':%'))
begin select raise(abort, 'a key of the cookies stays as it is'); end;
