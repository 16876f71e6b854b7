create trigger demonstration_no_delete before delete or truncate on demonstration for each statement execute function refuse_change();

create function demonstration_from_the_beginning() returns trigger language plpgsql as
'begin if exists (select 1 from account) then
  raise exception ''a registry with accounts does not become a demonstration'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger demonstration_from_the_beginning before insert on demonstration for each row execute function demonstration_from_the_beginning();

create function demonstration_goes_on() returns trigger language plpgsql as
'begin if new.one <> old.one or new.ahead_seconds <= old.ahead_seconds then
  raise exception ''the clock of a demonstration goes forward only'' using errcode = ''restrict_violation'';
end if; return new; end';
create trigger demonstration_goes_on before update on demonstration for each row execute function demonstration_goes_on();
