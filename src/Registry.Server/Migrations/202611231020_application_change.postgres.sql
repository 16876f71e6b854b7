-- Numbers the changes of published applications, so that a site takes only what changed since it last asked. Numbers are taken under a shared lock that
-- lasts to the commit; a reader passes the same lock alone, and so never passes a number whose transaction is still open.

create table application_change(
  application_id bigint primary key,
  kind text not null,
  province_code text not null,
  change_no bigint not null
);
create unique index application_change_no on application_change(change_no);
create index application_change_province on application_change(kind, province_code, change_no);
insert into application_change select l.id, l.kind, l.province_code, row_number() over (order by l.id) from application_listing l;
create sequence application_change_number;
select setval('application_change_number', (select coalesce(max(change_no), 0) + 1 from application_change), false);

create function number_change() returns trigger language plpgsql security definer set search_path from current as
'begin
  perform pg_advisory_xact_lock_shared(7261);
  insert into application_change(application_id, kind, province_code, change_no)
  values (new.id, new.kind, new.province_code, nextval(''application_change_number''))
  on conflict (application_id) do update set kind = excluded.kind, province_code = excluded.province_code, change_no = excluded.change_no;
  return null;
end';
create trigger application_listing_changed after insert or update on application_listing for each row execute function number_change();

create view public_change as
select c.application_id as application_id, c.kind as kind, c.province_code as province_code, c.change_no as change_no from application_change c;
