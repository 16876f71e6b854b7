create trigger posting_no_update before update on posting begin select raise(abort, 'posting is append-only'); end;
create trigger posting_no_delete before delete on posting begin select raise(abort, 'posting is append-only'); end;
create trigger entry_no_update before update on entry begin select raise(abort, 'entry is append-only'); end;
create trigger entry_no_delete before delete on entry begin select raise(abort, 'entry is append-only'); end;
create trigger lot_no_update before update on lot begin select raise(abort, 'lot is append-only'); end;
create trigger lot_no_delete before delete on lot begin select raise(abort, 'lot is append-only'); end;
create trigger position_no_delete before delete on position begin select raise(abort, 'position is never deleted'); end;
create trigger reservation_no_delete before delete on reservation begin select raise(abort, 'reservation is never deleted'); end;
create trigger hold_no_delete before delete on hold begin select raise(abort, 'hold is never deleted'); end;
create trigger log_head_no_delete before delete on log_head begin select raise(abort, 'log_head is never deleted'); end;
create trigger day_no_delete before delete on day begin select raise(abort, 'day is never deleted'); end;

create trigger position_only_grows before update on position
when new.sent < old.sent or new.received < old.received or new.version <= old.version
  or new.id <> old.id or new.lot_id <> old.lot_id or new.account_id <> old.account_id or new.place <> old.place
begin select raise(abort, 'position never goes back'); end;

create trigger reservation_ends_once before update on reservation
when old.status <> 'Open' or new.status = 'Open' or new.quantity <> old.quantity or new.position_id <> old.position_id or new.reference <> old.reference
begin select raise(abort, 'reservation never goes back'); end;

create trigger hold_ends_once before update on hold
when old.released_at is not null or new.released_at is null or new.quantity <> old.quantity or new.position_id <> old.position_id or new.id <> old.id
begin select raise(abort, 'hold never goes back'); end;

create trigger log_head_only_grows before update on log_head
when new.size < old.size or new.positions < old.positions or new.lots < old.lots or new.last_booked_at < old.last_booked_at
begin select raise(abort, 'log_head never goes back'); end;

create trigger day_only_grows before update on day
when new.last_posting < old.last_posting or new.date <> old.date
begin select raise(abort, 'day never goes back'); end;

-- Each entry begins where the one before it in the same stream ended, on both sides. With the two unique keys that makes
-- the entries of a stream a chain: no gap, no overlap, even of a part.
create trigger entry_continues_streams before insert on entry
when not exists (select 1 from position p where p.id = new.from_position and p.lot_id = new.lot_id
    and p.place in ('issuance', 'holding', 'trading', 'exchange'))
  or not exists (select 1 from position p where p.id = new.to_position and p.lot_id = new.lot_id and p.place <> 'issuance')
  or new.from_offset <> coalesce((select p.from_offset + p.quantity from entry p
    where p.from_position = new.from_position and p.from_offset < new.from_offset order by p.from_offset desc limit 1), 0)
  or new.to_offset <> coalesce((select p.to_offset + p.quantity from entry p
    where p.to_position = new.to_position and p.to_offset < new.to_offset order by p.to_offset desc limit 1), 0)
begin select raise(abort, 'entry does not continue its streams'); end;

-- INSERT OR REPLACE fires no delete trigger, so it is refused where it would replace.
create trigger posting_not_replaced before insert on posting
when exists (select 1 from posting p where p.id = new.id or p.authority = new.authority or (p.client = new.client and p.instruction_id = new.instruction_id))
begin select raise(abort, 'posting is append-only'); end;
create trigger entry_not_replaced before insert on entry
when exists (select 1 from entry p where (p.posting_id = new.posting_id and p.line_no = new.line_no)
  or (p.from_position = new.from_position and p.from_offset = new.from_offset) or (p.to_position = new.to_position and p.to_offset = new.to_offset))
begin select raise(abort, 'entry is append-only'); end;
create trigger lot_not_replaced before insert on lot when exists (select 1 from lot p where p.id = new.id or p.code = new.code)
begin select raise(abort, 'lot is append-only'); end;
