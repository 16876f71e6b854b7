create trigger trading_binding_no_delete before delete on trading_binding begin select raise(abort, 'trading_binding is kept'); end;

create trigger trading_binding_of_its_subject before insert on trading_binding
when not exists (select 1 from account a where a.id = new.account_id and a.credit_code = new.credit_code and a.status not in ('Closing', 'Closed'))
begin select raise(abort, 'a trading account is bound to an open registry account of the same subject'); end;

create trigger trading_binding_ends_once before update on trading_binding
when old.id <> new.id or old.account_id <> new.account_id or old.credit_code <> new.credit_code or old.trading_account <> new.trading_account
  or old.sub_account <> new.sub_account or old.bound_at <> new.bound_at or old.bound_by <> new.bound_by or old.unbound_at is not null
begin select raise(abort, 'a binding changes only by its end'); end;
