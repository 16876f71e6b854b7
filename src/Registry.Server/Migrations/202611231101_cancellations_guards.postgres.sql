create trigger cancellation_no_change before update or delete or truncate on cancellation for each statement execute function refuse_change();
create trigger cancellation_block_no_change before update or delete or truncate on cancellation_block for each statement execute function refuse_change();

create function cancellation_of_its_posting() returns trigger language plpgsql as
'begin if not exists (select 1 from posting o where o.id = new.posting_id and o.kind = ''use.voluntary-cancellation'' and o.authority = ''proposal:'' || new.id)
    or new.tonnes <> coalesce((select sum(e.quantity) from entry e join position t on t.id = e.to_position join position f on f.id = e.from_position
      where e.posting_id = new.posting_id and t.place = ''cancelled-voluntary'' and f.account_id = new.account_id), 0)
  then raise exception ''a cancellation is what its posting took from its holder'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger cancellation_of_its_posting before insert on cancellation for each row execute function cancellation_of_its_posting();

create function cancellation_block_of_its_entry() returns trigger language plpgsql as
'begin if not exists (select 1 from cancellation c join entry e on e.posting_id = c.posting_id join lot l on l.id = e.lot_id
    where c.id = new.cancellation_id and e.line_no = new.line_no and e.lot_id = new.lot_id and new.last_unit <= l.quantity
      and new.last_unit - new.first_unit < e.quantity)
  then raise exception ''a block is of the units that its entry took'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger cancellation_block_of_its_entry before insert on cancellation_block for each row execute function cancellation_block_of_its_entry();
