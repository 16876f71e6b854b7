-- How many bytes the files of an account take; of visitors, who have none, of each person. Kept by the triggers of the next file, whichever way a file comes or goes.
create table storage_used(
  account_id $long$ not null,
  person_id $long$ not null, -- 0 where the account is meant
  bytes $long$ not null check (bytes >= 0),
  primary key (account_id, person_id)
);
insert into storage_used(account_id, person_id, bytes)
select d.account_id, case when d.account_id > 0 then 0 else d.uploaded_by_person_id end, sum(c.size) from document d join document_content c on c.sha256 = d.sha256
group by d.account_id, case when d.account_id > 0 then 0 else d.uploaded_by_person_id end;
