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
-- the entries of a stream a chain: no gap, no overlap, even of a part. The first new entry of a stream is looked up, the others follow it.
-- The look-up compares the pair, so that only the key of the pair can answer it: one step down the index, however long the stream.
create function entry_continues_streams() returns trigger language plpgsql as
'declare wrong record;
begin
  select s.posting_id, s.line_no into wrong
  from (
    select u.*, lag(u.start + u.quantity) over (partition by u.side, u.stream order by u.start) as before
    from (
      select posting_id, line_no, lot_id, ''from'' as side, from_position as stream, from_offset as start, quantity from fresh
      union all
      select posting_id, line_no, lot_id, ''to'', to_position, to_offset, quantity from fresh) u) s
  left join position p on p.id = s.stream
  where p.lot_id is distinct from s.lot_id
    or (s.side = ''from'') and p.place not in (''issuance'', ''holding'', ''trading'', ''exchange'')
    or (s.side = ''to'') and p.place = ''issuance''
    or s.start <> coalesce(s.before, case when s.side = ''from'' then
         (select case when e.from_position = s.stream then e.from_offset + e.quantity end from entry e
          where (e.from_position, e.from_offset) < (s.stream, s.start) order by e.from_position desc, e.from_offset desc limit 1)
       else
         (select case when e.to_position = s.stream then e.to_offset + e.quantity end from entry e
          where (e.to_position, e.to_offset) < (s.stream, s.start) order by e.to_position desc, e.to_offset desc limit 1)
       end, 0)
  limit 1;
  if found then
    raise exception ''entry %/% does not continue its streams'', wrong.posting_id, wrong.line_no using errcode = ''restrict_violation'';
  end if;
  return null;
end';
create trigger entry_continues_streams after insert on entry referencing new table as fresh
for each statement execute function entry_continues_streams();
