-- What is sealed may be sealed anew when the personal key is changed, and then only towards the key to which the database is bound.
create function sealed_otherwise(before text, after text) returns boolean language sql stable as
'select before <> after and not exists (select 1 from personal_key_check k where split_part(after, '':'', 1) = k.key_id and split_part(before, '':'', 1) <> k.key_id)';

create or replace function message_ends_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.channel <> new.channel or old.kind <> new.kind or old.urgency <> new.urgency or old.language <> new.language or old.address_masked <> new.address_masked or old.person_id <> new.person_id or old.address_index <> new.address_index or old.created_at <> new.created_at
  or old.expires_at <> new.expires_at or old.sent_at is not null or old.given_up_at is not null or new.attempts < old.attempts
  or (new.address_cipher is not null and sealed_otherwise(old.address_cipher, new.address_cipher)) or (new.body_cipher is not null and sealed_otherwise(old.body_cipher, new.body_cipher))
  then raise exception ''a message changes only by being tried, and ends once'' using errcode = ''restrict_violation''; end if; return new; end';

create or replace function legacy_account_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.account_id <> new.account_id or old.row_index <> new.row_index or sealed_otherwise(old.email_cipher, new.email_cipher) or old.imported_at <> new.imported_at
  or (old.verified_at is not null and old.verified_at is distinct from new.verified_at) or (old.proven_at is not null and old.proven_at is distinct from new.proven_at) then
  raise exception ''an old account keeps what was imported, and is verified and proven once'' using errcode = ''restrict_violation'';
end if; return new; end';

create or replace function visitor_keeps() returns trigger language plpgsql as
'begin if old.id <> new.id or sealed_otherwise(old.phone_cipher, new.phone_cipher) or old.phone_index <> new.phone_index or old.created_at <> new.created_at
  or (old.confirmed_at is not null and (old.confirmed_at is distinct from new.confirmed_at or old.phone_cipher = new.phone_cipher)) then
  raise exception ''a visitor keeps its number and is confirmed once'' using errcode = ''restrict_violation'';
end if; return new; end';

drop trigger legacy_password_no_update on legacy_password;
create trigger legacy_password_no_truncate before truncate on legacy_password for each statement execute function refuse_change();
create function legacy_password_keeps() returns trigger language plpgsql as
'begin if old.legacy_id <> new.legacy_id or old.work <> new.work or old.secret_cipher = new.secret_cipher or sealed_otherwise(old.secret_cipher, new.secret_cipher) then
  raise exception ''the hash of an old password is erased, never changed'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger legacy_password_keeps before update on legacy_password for each row execute function legacy_password_keeps();

drop trigger sealing_key_no_update on sealing_key;
create function sealing_key_keeps() returns trigger language plpgsql as
'begin if old.id <> new.id or old.created_at <> new.created_at or old.element_cipher = new.element_cipher or sealed_otherwise(old.element_cipher, new.element_cipher) then
  raise exception ''a key of the cookies stays as it is'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger sealing_key_keeps before update on sealing_key for each row execute function sealing_key_keeps();
