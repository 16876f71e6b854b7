-- What holders ask the registry body for: closure, recovery, and to begin anew after the loss of a device. The last suspends the login while it waits.
create table account_request(
  id $long$ primary key,
  account_id $long$ not null references account(id),
  kind text not null check (kind in ('Closure', 'Recovery', 'Access')),
  status text not null check (status in ('AwaitingReview', 'Granted', 'Refused')),
  version $int$ not null check (version >= 0),
  login_id $long$ references login(id),
  ground text check (ground in ('Application', 'Merger', 'Division', 'Dissolution', 'Bankruptcy', 'Death')),
  reason text not null check (length(reason) > 0),
  requested_by_person_id $long$ not null references person(id),
  received_at $instant$ not null,
  decided_at $instant$,
  decision text,
  check ((kind = 'Access') = (login_id is not null)),
  check ((kind = 'Closure') = (ground is not null)),
  check ((status = 'AwaitingReview') = (decided_at is null)),
  check (status <> 'Refused' or decision is not null)
);
create unique index account_request_one on account_request(account_id, kind) where status = 'AwaitingReview' and login_id is null;
create unique index account_request_login on account_request(login_id) where status = 'AwaitingReview';
create index account_request_waiting on account_request(received_at) where status = 'AwaitingReview';
create index account_request_account on account_request(account_id, received_at);
create index account_change_account on account_change(account_id, received_at);
