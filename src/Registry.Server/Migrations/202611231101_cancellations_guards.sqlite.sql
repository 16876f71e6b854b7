create trigger cancellation_no_update before update on cancellation begin select raise(abort, 'cancellation is append-only'); end;
create trigger cancellation_no_delete before delete on cancellation begin select raise(abort, 'cancellation is append-only'); end;
create trigger cancellation_block_no_update before update on cancellation_block begin select raise(abort, 'cancellation_block is append-only'); end;
create trigger cancellation_block_no_delete before delete on cancellation_block begin select raise(abort, 'cancellation_block is append-only'); end;

-- INSERT OR REPLACE fires no delete trigger, so it is refused where it would replace.
create trigger cancellation_no_replace before insert on cancellation
when exists (select 1 from cancellation c where c.id = new.id or c.posting_id = new.posting_id)
begin select raise(abort, 'cancellation is append-only'); end;
create trigger cancellation_block_no_replace before insert on cancellation_block
when exists (select 1 from cancellation_block b where b.lot_id = new.lot_id and b.first_unit = new.first_unit
    or b.cancellation_id = new.cancellation_id and b.line_no = new.line_no and b.block_no = new.block_no)
begin select raise(abort, 'cancellation_block is append-only'); end;

create trigger cancellation_of_its_posting before insert on cancellation
when not exists (select 1 from posting o where o.id = new.posting_id and o.kind = 'use.voluntary-cancellation' and o.authority = 'proposal:' || new.id)
  or new.tonnes <> coalesce((select sum(e.quantity) from entry e join position t on t.id = e.to_position join position f on f.id = e.from_position
    where e.posting_id = new.posting_id and t.place = 'cancelled-voluntary' and f.account_id = new.account_id), 0)
begin select raise(abort, 'a cancellation is what its posting took from its holder'); end;

create trigger cancellation_block_of_its_entry before insert on cancellation_block
when not exists (select 1 from cancellation c join entry e on e.posting_id = c.posting_id join lot l on l.id = e.lot_id
    where c.id = new.cancellation_id and e.line_no = new.line_no and e.lot_id = new.lot_id and new.last_unit <= l.quantity
      and new.last_unit - new.first_unit < e.quantity)
begin select raise(abort, 'a block is of the units that its entry took'); end;
