create trigger province_key_no_delete before delete or truncate on province_key for each statement execute function refuse_change();

create function province_key_of_a_province() returns trigger language plpgsql as
'begin if not exists (select 1 from account a where a.id = new.account_id and a.type = ''Provincial'') or new.key_hash is not null or new.revoked_at is not null
  then raise exception ''a key is granted to a provincial account, and collected afterwards'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger province_key_of_a_province before insert on province_key for each row execute function province_key_of_a_province();

create function province_key_keeps() returns trigger language plpgsql as
'begin if old.id <> new.id or old.account_id <> new.account_id or old.begins_on <> new.begins_on or old.ends_on <> new.ends_on or old.issued_at <> new.issued_at
  or old.issued_by_proposal <> new.issued_by_proposal or old.revoked_at is not null
  or (old.key_hash is not null and (old.key_hash is distinct from new.key_hash or old.collected_at is distinct from new.collected_at or old.collected_by_person_id is distinct from new.collected_by_person_id))
  then raise exception ''a key is collected once and revoked once'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger province_key_keeps before update on province_key for each row execute function province_key_keeps();
