create function account_opening_begins() returns trigger language plpgsql as
'begin if new.status <> ''Draft''
  then raise exception ''an opening begins as a draft'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_opening_begins before insert on account_opening for each row execute function account_opening_begins();

create function account_opening_keeps_route() returns trigger language plpgsql as
'begin if old.route <> new.route or old.applicant_id <> new.applicant_id
  then raise exception ''an opening keeps its route and its applicant'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_opening_keeps_route before update on account_opening for each row execute function account_opening_keeps_route();

create function account_opening_joint_order() returns trigger language plpgsql as
'begin if new.route = ''Joint'' and old.status <> new.status and not exists (select 1 from (
  select ''Draft'' as a, ''AwaitingPreliminaryReview'' as b union all select ''PreliminaryReturned'', ''AwaitingPreliminaryReview'' union all select ''PaperRefused'', ''AwaitingPreliminaryReview''
  union all select ''RegistryRefused'', ''AwaitingPreliminaryReview'' union all select ''AwaitingPreliminaryReview'', ''PreliminaryReturned'' union all select ''AwaitingPreliminaryReview'', ''AwaitingPaper''
  union all select ''AwaitingPaper'', ''PaperReview'' union all select ''PaperReview'', ''PaperRefused'' union all select ''PaperReview'', ''AwaitingReview''
  union all select ''AwaitingReview'', ''RegistryRefused'' union all select ''AwaitingReview'', ''Approved'') t where t.a = old.status and t.b = new.status)
  and not (new.status = ''Withdrawn'' and old.status <> ''Approved'')
  then raise exception ''a joint opening goes by the exchange to the registry body'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_opening_joint_order before update on account_opening for each row execute function account_opening_joint_order();

create function account_opening_joint_names() returns trigger language plpgsql as
'begin if new.route = ''Joint'' and new.status = ''AwaitingPreliminaryReview'' and not exists (select 1 from account_opening_operator o where o.opening_id = new.id and o.line_no = 1)
  then raise exception ''a joint opening names its trading representative'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_opening_joint_names before update on account_opening for each row execute function account_opening_joint_names();

create function account_opening_joint_reserves() returns trigger language plpgsql as
'begin if new.route = ''Joint'' and new.status = ''AwaitingReview'' and not exists (select 1 from trading_reservation r where r.opening_id = new.id)
  then raise exception ''the exchange keeps a number for the trading account'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_opening_joint_reserves before update on account_opening for each row execute function account_opening_joint_reserves();

create function account_opening_joint_binds() returns trigger language plpgsql as
'begin if new.route = ''Joint'' and new.status = ''Approved'' and old.status <> ''Approved''
  and not exists (select 1 from trading_binding b join account a on a.id = b.account_id where a.opening_id = new.id and b.unbound_at is null)
  then raise exception ''a joint opening ends with a bound trading account'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_opening_joint_binds before update on account_opening for each row execute function account_opening_joint_binds();

create function account_of_reviewed_opening() returns trigger language plpgsql as
'begin if new.opening_id is not null and not exists (select 1 from account_opening o where o.id = new.opening_id and o.status = ''AwaitingReview'')
  then raise exception ''an account is opened from an application that the registry body reviews'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_of_reviewed_opening before insert on account for each row execute function account_of_reviewed_opening();

create function account_opening_operator_of_joint() returns trigger language plpgsql as
'begin if not exists (select 1 from account_opening o where o.id = new.opening_id and o.route = ''Joint'')
  then raise exception ''operators are named in a joint opening'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_opening_operator_of_joint before insert on account_opening_operator for each row execute function account_opening_operator_of_joint();

create function trading_reservation_after_papers() returns trigger language plpgsql as
'begin if not exists (select 1 from account_opening o where o.id = new.opening_id and o.route = ''Joint'' and o.status = ''PaperReview'')
  or exists (select 1 from trading_binding b where b.trading_account = new.trading_account and b.unbound_at is null)
  then raise exception ''a free number is kept for a joint opening whose papers are reviewed'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger trading_reservation_after_papers before insert on trading_reservation for each row execute function trading_reservation_after_papers();

create function trading_reservation_stays() returns trigger language plpgsql as
'begin if exists (select 1 from account_opening o where o.id = old.opening_id and o.status = ''AwaitingReview'')
  then raise exception ''the number of an application under review stays kept'' using errcode = ''restrict_violation''; end if; return old; end';
create trigger trading_reservation_stays before delete on trading_reservation for each row execute function trading_reservation_stays();

create function trading_binding_of_its_reservation() returns trigger language plpgsql as
'begin if exists (select 1 from trading_reservation r join account_opening o on o.id = r.opening_id
  where r.trading_account = new.trading_account and o.subject_key <> ''credit-code:'' || new.credit_code)
  then raise exception ''the number of the trading account is kept for another'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger trading_binding_of_its_reservation before insert on trading_binding for each row execute function trading_binding_of_its_reservation();

create function trading_operator_ends_once() returns trigger language plpgsql as
'begin if old.binding_id <> new.binding_id or old.line_no <> new.line_no or old.person_id <> new.person_id or old.since <> new.since or old.until is not null
  then raise exception ''an operator changes only by the end'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger trading_operator_ends_once before update on trading_operator for each row execute function trading_operator_ends_once();

create trigger trading_reservation_no_update before update on trading_reservation for each statement execute function refuse_change();
create trigger trading_operator_no_delete before delete or truncate on trading_operator for each statement execute function refuse_change();
