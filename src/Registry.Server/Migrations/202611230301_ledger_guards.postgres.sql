-- Room on each page, so that an update of a position writes no index.
alter table position set (fillfactor = 60);
alter table log_head set (fillfactor = 10);

-- Keys are compared byte by byte: they are codes, not words.
alter table posting alter column client type text collate "C", alter column instruction_id type text collate "C", alter column authority type text collate "C";
alter table reservation alter column reference type text collate "C";
alter table lot alter column code type text collate "C";

create trigger posting_no_change before update or delete or truncate on posting for each statement execute function refuse_change();
create trigger entry_no_change before update or delete or truncate on entry for each statement execute function refuse_change();
create trigger lot_no_change before update or delete or truncate on lot for each statement execute function refuse_change();
create trigger position_no_delete before delete or truncate on position for each statement execute function refuse_change();
create trigger reservation_no_delete before delete or truncate on reservation for each statement execute function refuse_change();
create trigger hold_no_delete before delete or truncate on hold for each statement execute function refuse_change();
create trigger log_head_no_delete before delete or truncate on log_head for each statement execute function refuse_change();
create trigger day_no_delete before delete or truncate on day for each statement execute function refuse_change();

create function refuse_step_back() returns trigger language plpgsql as
'begin raise exception ''% never goes back'', tg_table_name using errcode = ''restrict_violation''; end';

create trigger position_only_grows before update on position for each row
when (new.sent < old.sent or new.received < old.received or new.version <= old.version
  or new.id <> old.id or new.lot_id <> old.lot_id or new.account_id <> old.account_id or new.place <> old.place)
execute function refuse_step_back();

create trigger reservation_ends_once before update on reservation for each row
when (old.status <> 'Open' or new.status = 'Open' or new.quantity <> old.quantity or new.position_id <> old.position_id or new.reference <> old.reference)
execute function refuse_step_back();

create trigger hold_ends_once before update on hold for each row
when (old.released_at is not null or new.released_at is null or new.quantity <> old.quantity or new.position_id <> old.position_id or new.id <> old.id)
execute function refuse_step_back();

create trigger log_head_only_grows before update on log_head for each row
when (new.size < old.size or new.positions < old.positions or new.lots < old.lots or new.last_booked_at < old.last_booked_at)
execute function refuse_step_back();

create trigger day_only_grows before update on day for each row
when (new.last_posting < old.last_posting or new.date <> old.date)
execute function refuse_step_back();

-- Each entry begins where the one before it in the same stream ended, on both sides. With the two unique keys that makes
-- the entries of a stream a chain: no gap, no overlap, even of a part.
create function entry_continues_streams() returns trigger language plpgsql as
'declare wrong record;
begin
  select e.posting_id, e.line_no into wrong from fresh e
  where coalesce((select p.place from position p where p.id = e.from_position and p.lot_id = e.lot_id), '''')
      not in (''issuance'', ''holding'', ''trading'', ''exchange'')
    or coalesce((select p.place from position p where p.id = e.to_position and p.lot_id = e.lot_id), ''issuance'') = ''issuance''
    or e.from_offset <> coalesce((select p.from_offset + p.quantity from entry p
      where p.from_position = e.from_position and p.from_offset < e.from_offset order by p.from_offset desc limit 1), 0)
    or e.to_offset <> coalesce((select p.to_offset + p.quantity from entry p
      where p.to_position = e.to_position and p.to_offset < e.to_offset order by p.to_offset desc limit 1), 0)
  limit 1;
  if found then
    raise exception ''entry %/% does not continue its streams'', wrong.posting_id, wrong.line_no using errcode = ''restrict_violation'';
  end if;
  return null;
end';
create trigger entry_continues_streams after insert on entry referencing new table as fresh
for each statement execute function entry_continues_streams();
