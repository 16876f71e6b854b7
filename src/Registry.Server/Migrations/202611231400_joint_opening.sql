-- Joint openings: who would operate the trading account, the number that the exchange keeps for it, and who operates it once it is bound.

-- What the form says of the operators is sealed in the application; the first is the trading representative. At most five.
create table account_opening_operator(
  opening_id $long$ not null references account_opening(id),
  line_no $int$ not null check (line_no between 1 and 5),
  person_id $long$ not null references person(id),
  primary key (opening_id, line_no),
  unique (opening_id, person_id)
);

create table trading_reservation(
  trading_account text primary key check (length(trading_account) between 6 and 32),
  opening_id $long$ not null unique references account_opening(id),
  reserved_at $instant$ not null
);

create table trading_operator(
  binding_id $long$ not null references trading_binding(id),
  line_no $int$ not null check (line_no between 1 and 5),
  person_id $long$ not null references person(id),
  since $instant$ not null,
  until $instant$,
  primary key (binding_id, line_no, since),
  check (until is null or until >= since)
);
create unique index trading_operator_line on trading_operator(binding_id, line_no) where until is null;
create unique index trading_operator_person on trading_operator(binding_id, person_id) where until is null;

create index account_opening_exchange on account_opening(submitted_at, id) where status in ('AwaitingPreliminaryReview', 'AwaitingPaper', 'PaperReview');
