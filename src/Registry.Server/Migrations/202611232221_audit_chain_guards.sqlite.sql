create trigger audit_link_no_update before update on audit_link begin select raise(abort, 'audit_link is append-only'); end;
create trigger audit_link_no_delete before delete on audit_link begin select raise(abort, 'audit_link is append-only'); end;
create trigger audit_waiting_no_update before update on audit_waiting begin select raise(abort, 'audit_waiting is filled and emptied by triggers'); end;

create trigger audit_link_continues before insert on audit_link
when new.seq <> coalesce((select seq from audit_link order by seq desc limit 1), 0) + 1
begin select raise(abort, 'a link follows the last one'); end;

create trigger audit_waiting_until_linked before delete on audit_waiting
when not exists (select 1 from audit_link l where l.entry_id = old.entry_id)
begin select raise(abort, 'a row of the audit trail waits until it is in the chain'); end;

create trigger audit_entry_waits after insert on audit_entry begin insert into audit_waiting(entry_id) values (new.id); end;

create trigger audit_link_ends_waiting after insert on audit_link begin delete from audit_waiting where entry_id = new.entry_id; end;
