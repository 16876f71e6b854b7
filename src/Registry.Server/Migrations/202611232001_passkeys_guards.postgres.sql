create trigger passkey_no_delete before delete or truncate on passkey for each statement execute function refuse_change();
create trigger passkey_challenge_no_delete before delete or truncate on passkey_challenge for each statement execute function refuse_change();

create function passkey_begins() returns trigger language plpgsql as
'begin if new.last_used_at is not null or new.removed_at is not null or exists (select 1 from login l where l.id = new.login_id and l.ended_at is not null)
  then raise exception ''a passkey begins unused, with a login in use'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger passkey_begins before insert on passkey for each row execute function passkey_begins();

create function passkey_keeps() returns trigger language plpgsql as
'begin if old.id <> new.id or old.login_id <> new.login_id or old.slot <> new.slot or old.credential_id <> new.credential_id or old.public_key <> new.public_key
  or old.backup_eligible <> new.backup_eligible or old.transports <> new.transports or old.name <> new.name or old.made_at <> new.made_at
  or new.sign_count < old.sign_count or (new.last_used_at is distinct from old.last_used_at and new.sign_count = old.sign_count and old.sign_count > 0)
  or (old.last_used_at is not null and (new.last_used_at is null or new.last_used_at < old.last_used_at)) or old.removed_at is not null
  then raise exception ''a passkey keeps its key, its counter goes forward only, and it is removed once'' using errcode = ''restrict_violation''; end if;
  if new.removed_at is not null and exists (select 1 from login l where l.id = new.login_id and l.ended_at is null and l.totp_confirmed_at is null)
    and not exists (select 1 from passkey k where k.login_id = new.login_id and k.id <> new.id and k.removed_at is null)
  then raise exception ''the last second factor of a login stays'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger passkey_keeps before update on passkey for each row execute function passkey_keeps();

-- With the login end its passkeys, whichever way it ends.
create function login_ends_passkeys() returns trigger language plpgsql as
'begin update passkey set removed_at = new.ended_at where login_id = new.id and removed_at is null; return null; end';
create trigger login_ends_passkeys after update of ended_at on login for each row when (old.ended_at is null and new.ended_at is not null) execute function login_ends_passkeys();

create function passkey_challenge_begins() returns trigger language plpgsql as
'begin if new.used_at is not null or not exists (select 1 from sign_in_session s where s.id = new.session_id and s.login_id = new.login_id and s.ended_at is null
    and s.strength = case when new.purpose in (''Enter'', ''First'') then ''Password'' else ''TwoFactors'' end)
  then raise exception ''a challenge is of a session of its login'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger passkey_challenge_begins before insert on passkey_challenge for each row execute function passkey_challenge_begins();

create function passkey_challenge_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.session_id <> new.session_id or old.login_id <> new.login_id or old.purpose <> new.purpose or old.state <> new.state or old.issued_at <> new.issued_at
  or old.expires_at <> new.expires_at or old.used_at is not null or old.void_at is not null
  then raise exception ''a challenge is used or voided once'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger passkey_challenge_once before update on passkey_challenge for each row execute function passkey_challenge_once();

create or replace function sign_in_session_needs_factor() returns trigger language plpgsql as
'begin if new.proved_at is not null or (new.strength = ''TwoFactors'' and not exists (select 1 from login l where l.id = new.login_id and l.totp_confirmed_at is not null)
    and not exists (select 1 from passkey k where k.login_id = new.login_id and k.removed_at is null))
  then raise exception ''a session needs a second factor'' using errcode = ''restrict_violation''; end if; return new; end';

create function sign_in_session_proves() returns trigger language plpgsql as
'begin if new.strength <> ''TwoFactors'' or new.ended_at is not null or new.proved_at < new.began_at
  then raise exception ''factors are proved in a session that goes on'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger sign_in_session_proves before update of proved_at on sign_in_session for each row when (new.proved_at is not null and new.proved_at is distinct from old.proved_at) execute function sign_in_session_proves();
