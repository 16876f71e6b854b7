create function storage_used_more() returns trigger language plpgsql as
'begin
  insert into storage_used(account_id, person_id, bytes)
  values (new.account_id, case when new.account_id > 0 then 0 else new.uploaded_by_person_id end, (select size from document_content where sha256 = new.sha256))
  on conflict (account_id, person_id) do update set bytes = storage_used.bytes + excluded.bytes;
  return null;
end';
create trigger storage_used_more after insert on document for each row execute function storage_used_more();
create function storage_used_less() returns trigger language plpgsql as
'begin
  update storage_used set bytes = bytes - (select size from document_content where sha256 = old.sha256)
  where account_id = old.account_id and person_id = case when old.account_id > 0 then 0 else old.uploaded_by_person_id end;
  return null;
end';
create trigger storage_used_less after delete on document for each row execute function storage_used_less();
create trigger storage_used_no_delete before delete or truncate on storage_used for each statement execute function refuse_change();
