-- Which trading account at the exchange belongs to which registry account. A binding ends and is kept; now, one belongs to one both ways.

create table trading_binding(
  id $long$ primary key,
  account_id $long$ not null references account(id),
  credit_code text not null,
  trading_account text not null check (length(trading_account) between 6 and 32),
  sub_account text not null check (length(sub_account) = 14),
  bound_at $instant$ not null,
  bound_by text not null unique,
  unbound_at $instant$,
  unbound_by text unique,
  check ((unbound_at is null) = (unbound_by is null)),
  check (unbound_at is null or unbound_at >= bound_at)
);
create index trading_binding_history on trading_binding(account_id, bound_at);
create unique index trading_binding_account on trading_binding(account_id) where unbound_at is null;
create unique index trading_binding_trading on trading_binding(trading_account) where unbound_at is null;
