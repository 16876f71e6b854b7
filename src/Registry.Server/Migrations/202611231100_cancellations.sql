-- The public record of each voluntary cancellation, written in the commit of its posting, and the serial numbers of what it took,
-- which the entries give and which never change. Its id is that of the proposal that two representatives agreed to.

create table cancellation(
  id $long$ primary key references proposal(id),
  posting_id $long$ not null unique references posting(id),
  account_id $long$ not null references account(id),
  holder_name text not null check (holder_name <> ''),
  purpose text not null check (purpose in ('LargeEvent', 'EnterpriseEmissions', 'PublicWelfare', 'Other')),
  beneficiary text not null check (length(beneficiary) between 1 and 100),
  remark text not null check (length(remark) <= 500),
  tonnes $long$ not null check (tonnes > 0),
  cancelled_at $instant$ not null,
  check (purpose <> 'Other' or remark <> '')
);
create index cancellation_account on cancellation(account_id, cancelled_at);
create index cancellation_listed on cancellation(cancelled_at, id);

-- A unit is cancelled once.
create table cancellation_block(
  cancellation_id $long$ not null references cancellation(id),
  line_no $int$ not null check (line_no > 0),
  block_no $int$ not null check (block_no > 0),
  lot_id $long$ not null references lot(id),
  first_unit $long$ not null check (first_unit > 0),
  last_unit $long$ not null,
  primary key (cancellation_id, line_no, block_no),
  unique (lot_id, first_unit),
  check (last_unit >= first_unit)
);

create view public_cancellation as
select c.id as id, c.holder_name as holder, c.purpose as purpose, c.beneficiary as beneficiary, c.remark as remark, c.tonnes as tonnes,
  c.cancelled_at as cancelled_at
from cancellation c;

create view public_cancellation_lot as
select c.id as cancellation_id, e.line_no as line_no, l.code as lot_code, p.number as project_number, l.vintage as vintage, e.quantity as tonnes
from cancellation c join entry e on e.posting_id = c.posting_id join lot l on l.id = e.lot_id left join project p on p.id = l.project_id;

create view public_cancellation_block as
select b.cancellation_id as cancellation_id, b.line_no as line_no, b.block_no as block_no, l.code as lot_code, b.first_unit as first_unit, b.last_unit as last_unit
from cancellation_block b join lot l on l.id = b.lot_id;
