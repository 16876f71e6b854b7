create trigger trading_binding_no_delete before delete or truncate on trading_binding for each statement execute function refuse_change();

create function trading_binding_of_its_subject() returns trigger language plpgsql as
'begin if not exists (select 1 from account a where a.id = new.account_id and a.credit_code = new.credit_code and a.status not in (''Closing'', ''Closed''))
  then raise exception ''a trading account is bound to an open registry account of the same subject'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger trading_binding_of_its_subject before insert on trading_binding for each row execute function trading_binding_of_its_subject();

create function trading_binding_ends_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.account_id <> new.account_id or old.credit_code <> new.credit_code or old.trading_account <> new.trading_account
  or old.sub_account <> new.sub_account or old.bound_at <> new.bound_at or old.bound_by <> new.bound_by or old.unbound_at is not null
  then raise exception ''a binding changes only by its end'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger trading_binding_ends_once before update on trading_binding for each row execute function trading_binding_ends_once();
