create trigger intent_no_change before update or delete or truncate on intent for each statement execute function refuse_change();
create trigger signed_act_no_change before update or delete or truncate on signed_act for each statement execute function refuse_change();

-- A code of the person, for exactly this operation, was used.
create function signed_by(hash text, person bigint, account bigint) returns boolean language sql stable as
'select exists (select 1 from step_up u join login l on l.id = u.login_id where u.op_hash = hash and u.used_at is not null and l.person_id = person and l.account_id = account)';

create function proposal_signed() returns trigger language plpgsql as
'begin if exists (select 1 from signed_act a where a.action = new.action) and (new.status <> ''Pending'' or new.op_hash is null or new.account_version is null
    or not exists (select 1 from intent i where i.id = new.id and i.op_hash = new.op_hash and i.action = new.action and i.account_id = new.account_id
      and i.account_version = new.account_version and i.initiator_person_id = new.initiator_person_id and i.payload = new.payload and i.expires_at = new.expires_at)
    or not signed_by(new.op_hash, new.initiator_person_id, new.account_id))
  then raise exception ''this act is proposed with a code of the person'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger proposal_signed before insert on proposal for each row execute function proposal_signed();

create function proposal_confirmed_signed() returns trigger language plpgsql as
'begin if old.op_hash is distinct from new.op_hash or old.account_version is distinct from new.account_version or (new.status = ''Confirmed''
    and exists (select 1 from signed_act a where a.action = new.action) and (new.op_hash is null or not signed_by(new.op_hash, new.decided_by_person_id, new.account_id)))
  then raise exception ''this act is confirmed with a code of the person'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger proposal_confirmed_signed before update on proposal for each row execute function proposal_confirmed_signed();
