create trigger intent_no_update before update on intent begin select raise(abort, 'intent is append-only'); end;
create trigger intent_no_delete before delete on intent begin select raise(abort, 'intent is append-only'); end;
-- INSERT OR REPLACE fires no delete trigger, so it is refused where it would replace.
create trigger intent_no_replace before insert on intent
when exists (select 1 from intent i where i.id = new.id or i.op_hash = new.op_hash)
begin select raise(abort, 'intent is append-only'); end;
create trigger signed_act_no_update before update on signed_act begin select raise(abort, 'signed_act is append-only'); end;
create trigger signed_act_no_delete before delete on signed_act begin select raise(abort, 'signed_act is append-only'); end;

-- A code of the person, for exactly this operation, was used.
create trigger proposal_signed before insert on proposal
when exists (select 1 from signed_act a where a.action = new.action) and (new.status <> 'Pending' or new.op_hash is null or new.account_version is null
  or not exists (select 1 from intent i where i.id = new.id and i.op_hash = new.op_hash and i.action = new.action and i.account_id = new.account_id
    and i.account_version = new.account_version and i.initiator_person_id = new.initiator_person_id and i.payload = new.payload and i.expires_at = new.expires_at)
  or not exists (select 1 from step_up u join login l on l.id = u.login_id
    where u.op_hash = new.op_hash and u.used_at is not null and l.person_id = new.initiator_person_id and l.account_id = new.account_id))
begin select raise(abort, 'this act is proposed with a code of the person'); end;

create trigger proposal_confirmed_signed before update on proposal
when old.op_hash is not new.op_hash or old.account_version is not new.account_version or (new.status = 'Confirmed'
  and exists (select 1 from signed_act a where a.action = new.action) and (new.op_hash is null or not exists (select 1 from step_up u join login l on l.id = u.login_id
    where u.op_hash = new.op_hash and u.used_at is not null and l.person_id = new.decided_by_person_id and l.account_id = new.account_id)))
begin select raise(abort, 'this act is confirmed with a code of the person'); end;
