-- Numbers the changes of published applications in the order of their commits, so that a site takes only what changed since it last asked.

create table application_change(
  application_id integer primary key,
  kind text not null,
  province_code text not null,
  change_no integer not null
);
create unique index application_change_no on application_change(change_no);
create index application_change_province on application_change(kind, province_code, change_no);
insert into application_change select l.id, l.kind, l.province_code, row_number() over (order by l.id) from application_listing l;

create trigger application_listing_changed after insert on application_listing
begin
  update application_change set kind = new.kind, province_code = new.province_code, change_no = (select max(c.change_no) + 1 from application_change c)
    where application_id = new.id;
  insert into application_change(application_id, kind, province_code, change_no)
    select new.id, new.kind, new.province_code, (select coalesce(max(c.change_no), 0) + 1 from application_change c)
    where not exists (select 1 from application_change c where c.application_id = new.id);
end;

create view public_change as
select c.application_id as application_id, c.kind as kind, c.province_code as province_code, c.change_no as change_no from application_change c;
