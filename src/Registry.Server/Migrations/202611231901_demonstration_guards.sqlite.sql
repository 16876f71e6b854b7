create trigger demonstration_no_delete before delete on demonstration begin select raise(abort, 'demonstration is kept'); end;

create trigger demonstration_from_the_beginning before insert on demonstration
when exists (select 1 from account)
begin select raise(abort, 'a registry with accounts does not become a demonstration'); end;

create trigger demonstration_goes_on before update on demonstration
when new.one <> old.one or new.ahead_seconds <= old.ahead_seconds
begin select raise(abort, 'the clock of a demonstration goes forward only'); end;
