create trigger account_opening_begins before insert on account_opening
when new.status <> 'Draft'
begin select raise(abort, 'an opening begins as a draft'); end;

create trigger account_opening_keeps_route before update on account_opening
when old.route <> new.route or old.applicant_id <> new.applicant_id
begin select raise(abort, 'an opening keeps its route and its applicant'); end;

create trigger account_opening_joint_order before update on account_opening
when new.route = 'Joint' and old.status <> new.status and not exists (select 1 from (
  select 'Draft' as a, 'AwaitingPreliminaryReview' as b union all select 'PreliminaryReturned', 'AwaitingPreliminaryReview' union all select 'PaperRefused', 'AwaitingPreliminaryReview'
  union all select 'RegistryRefused', 'AwaitingPreliminaryReview' union all select 'AwaitingPreliminaryReview', 'PreliminaryReturned' union all select 'AwaitingPreliminaryReview', 'AwaitingPaper'
  union all select 'AwaitingPaper', 'PaperReview' union all select 'PaperReview', 'PaperRefused' union all select 'PaperReview', 'AwaitingReview'
  union all select 'AwaitingReview', 'RegistryRefused' union all select 'AwaitingReview', 'Approved') t where t.a = old.status and t.b = new.status)
  and not (new.status = 'Withdrawn' and old.status <> 'Approved')
begin select raise(abort, 'a joint opening goes by the exchange to the registry body'); end;

create trigger account_opening_joint_names before update on account_opening
when new.route = 'Joint' and new.status = 'AwaitingPreliminaryReview' and not exists (select 1 from account_opening_operator o where o.opening_id = new.id and o.line_no = 1)
begin select raise(abort, 'a joint opening names its trading representative'); end;

create trigger account_opening_joint_reserves before update on account_opening
when new.route = 'Joint' and new.status = 'AwaitingReview' and not exists (select 1 from trading_reservation r where r.opening_id = new.id)
begin select raise(abort, 'the exchange keeps a number for the trading account'); end;

create trigger account_opening_joint_binds before update on account_opening
when new.route = 'Joint' and new.status = 'Approved' and old.status <> 'Approved'
  and not exists (select 1 from trading_binding b join account a on a.id = b.account_id where a.opening_id = new.id and b.unbound_at is null)
begin select raise(abort, 'a joint opening ends with a bound trading account'); end;

create trigger account_of_reviewed_opening before insert on account
when new.opening_id is not null and not exists (select 1 from account_opening o where o.id = new.opening_id and o.status = 'AwaitingReview')
begin select raise(abort, 'an account is opened from an application that the registry body reviews'); end;

create trigger account_opening_operator_of_joint before insert on account_opening_operator
when not exists (select 1 from account_opening o where o.id = new.opening_id and o.route = 'Joint')
begin select raise(abort, 'operators are named in a joint opening'); end;

create trigger trading_reservation_after_papers before insert on trading_reservation
when not exists (select 1 from account_opening o where o.id = new.opening_id and o.route = 'Joint' and o.status = 'PaperReview')
  or exists (select 1 from trading_binding b where b.trading_account = new.trading_account and b.unbound_at is null)
begin select raise(abort, 'a free number is kept for a joint opening whose papers are reviewed'); end;
create trigger trading_reservation_no_update before update on trading_reservation begin select raise(abort, 'a number stays kept for its application'); end;
create trigger trading_reservation_stays before delete on trading_reservation
when exists (select 1 from account_opening o where o.id = old.opening_id and o.status = 'AwaitingReview')
begin select raise(abort, 'the number of an application under review stays kept'); end;

create trigger trading_binding_of_its_reservation before insert on trading_binding
when exists (select 1 from trading_reservation r join account_opening o on o.id = r.opening_id
  where r.trading_account = new.trading_account and o.subject_key <> 'credit-code:' || new.credit_code)
begin select raise(abort, 'the number of the trading account is kept for another'); end;

create trigger trading_operator_no_delete before delete on trading_operator begin select raise(abort, 'trading_operator is kept'); end;
create trigger trading_operator_ends_once before update on trading_operator
when old.binding_id <> new.binding_id or old.line_no <> new.line_no or old.person_id <> new.person_id or old.since <> new.since or old.until is not null
begin select raise(abort, 'an operator changes only by the end'); end;
