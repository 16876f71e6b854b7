create trigger audit_link_no_change before update or delete or truncate on audit_link for each statement execute function refuse_change();
create trigger audit_waiting_no_change before update or truncate on audit_waiting for each statement execute function refuse_change();

create function audit_link_continues() returns trigger language plpgsql as
'begin if new.seq <> coalesce((select seq from audit_link order by seq desc limit 1), 0) + 1
  then raise exception ''a link follows the last one'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger audit_link_continues before insert on audit_link for each row execute function audit_link_continues();

create function audit_waiting_until_linked() returns trigger language plpgsql as
'begin if not exists (select 1 from audit_link l where l.entry_id = old.entry_id)
  then raise exception ''a row of the audit trail waits until it is in the chain'' using errcode = ''restrict_violation''; end if; return old; end';
create trigger audit_waiting_until_linked before delete on audit_waiting for each row execute function audit_waiting_until_linked();

create function audit_entry_waits() returns trigger language plpgsql as
'begin insert into audit_waiting(entry_id) select id from fresh; return null; end';
create trigger audit_entry_waits after insert on audit_entry referencing new table as fresh for each statement execute function audit_entry_waits();

create function audit_link_ends_waiting() returns trigger language plpgsql as
'begin delete from audit_waiting where entry_id = new.entry_id; return null; end';
create trigger audit_link_ends_waiting after insert on audit_link for each row execute function audit_link_ends_waiting();
