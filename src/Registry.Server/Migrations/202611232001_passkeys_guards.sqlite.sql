create trigger passkey_no_delete before delete on passkey begin select raise(abort, 'passkey is kept'); end;
create trigger passkey_challenge_no_delete before delete on passkey_challenge begin select raise(abort, 'passkey_challenge is kept'); end;

-- INSERT OR REPLACE fires no delete trigger, so it is refused where it would replace.
create trigger passkey_begins before insert on passkey
when new.last_used_at is not null or new.removed_at is not null or exists (select 1 from login l where l.id = new.login_id and l.ended_at is not null)
  or exists (select 1 from passkey k where k.id = new.id or k.credential_id = new.credential_id or (k.login_id = new.login_id and k.slot = new.slot and k.removed_at is null))
begin select raise(abort, 'a passkey begins unused, with a login in use'); end;

create trigger passkey_keeps before update on passkey
when old.id <> new.id or old.login_id <> new.login_id or old.slot <> new.slot or old.credential_id <> new.credential_id or old.public_key <> new.public_key
  or old.backup_eligible <> new.backup_eligible or old.transports <> new.transports or old.name <> new.name or old.made_at <> new.made_at
  or new.sign_count < old.sign_count or (new.last_used_at is not old.last_used_at and new.sign_count = old.sign_count and old.sign_count > 0)
  or (old.last_used_at is not null and (new.last_used_at is null or new.last_used_at < old.last_used_at)) or old.removed_at is not null
begin select raise(abort, 'a passkey keeps its key, its counter goes forward only, and it is removed once'); end;

create trigger passkey_last_factor before update on passkey
when new.removed_at is not null and exists (select 1 from login l where l.id = new.login_id and l.ended_at is null and l.totp_confirmed_at is null)
  and not exists (select 1 from passkey k where k.login_id = new.login_id and k.id <> new.id and k.removed_at is null)
begin select raise(abort, 'the last second factor of a login stays'); end;

-- With the login end its passkeys, whichever way it ends.
create trigger login_ends_passkeys after update of ended_at on login when old.ended_at is null and new.ended_at is not null
begin update passkey set removed_at = new.ended_at where login_id = new.id and removed_at is null; end;

create trigger passkey_challenge_begins before insert on passkey_challenge
when new.used_at is not null or exists (select 1 from passkey_challenge c where c.id = new.id)
  or exists (select 1 from passkey_challenge c where c.session_id = new.session_id and c.purpose = new.purpose and c.used_at is null and c.void_at is null)
  or not exists (select 1 from sign_in_session s where s.id = new.session_id and s.login_id = new.login_id and s.ended_at is null
    and s.strength = case when new.purpose in ('Enter', 'First') then 'Password' else 'TwoFactors' end)
begin select raise(abort, 'a challenge is of a session of its login'); end;

create trigger passkey_challenge_once before update on passkey_challenge
when old.id <> new.id or old.session_id <> new.session_id or old.login_id <> new.login_id or old.purpose <> new.purpose or old.state <> new.state or old.issued_at <> new.issued_at
  or old.expires_at <> new.expires_at or old.used_at is not null or old.void_at is not null
begin select raise(abort, 'a challenge is used or voided once'); end;

drop trigger sign_in_session_needs_factor;
create trigger sign_in_session_needs_factor before insert on sign_in_session
when new.proved_at is not null or (new.strength = 'TwoFactors' and not exists (select 1 from login l where l.id = new.login_id and l.totp_confirmed_at is not null)
  and not exists (select 1 from passkey k where k.login_id = new.login_id and k.removed_at is null))
begin select raise(abort, 'a session needs a second factor'); end;

create trigger sign_in_session_proves before update of proved_at on sign_in_session
when new.proved_at is not null and new.proved_at is not old.proved_at and (new.strength <> 'TwoFactors' or new.ended_at is not null or new.proved_at < new.began_at)
begin select raise(abort, 'factors are proved in a session that goes on'); end;
