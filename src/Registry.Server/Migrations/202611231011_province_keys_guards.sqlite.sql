create trigger province_key_no_delete before delete on province_key begin select raise(abort, 'province_key is kept'); end;

create trigger province_key_of_a_province before insert on province_key
when not exists (select 1 from account a where a.id = new.account_id and a.type = 'Provincial') or new.key_hash is not null or new.revoked_at is not null
begin select raise(abort, 'a key is granted to a provincial account, and collected afterwards'); end;

create trigger province_key_keeps before update on province_key
when old.id <> new.id or old.account_id <> new.account_id or old.begins_on <> new.begins_on or old.ends_on <> new.ends_on or old.issued_at <> new.issued_at
  or old.issued_by_proposal <> new.issued_by_proposal or old.revoked_at is not null
  or (old.key_hash is not null and (old.key_hash is not new.key_hash or old.collected_at is not new.collected_at or old.collected_by_person_id is not new.collected_by_person_id))
begin select raise(abort, 'a key is collected once and revoked once'); end;
