-- Logins that nobody used for long are disabled by the clock, and enabled again by two officers. S035, GB/T 22239-2019 8.1.4.2.
create table login_dormancy(
  id $long$ primary key,
  login_id $long$ not null references login(id),
  disabled_at $instant$ not null,
  enabled_at $instant$,
  proposal_id $long$ references proposal(id),
  check ((enabled_at is null) = (proposal_id is null)),
  check (enabled_at is null or enabled_at >= disabled_at)
);
create unique index login_dormancy_one on login_dormancy(login_id) where enabled_at is null;
create index login_dormancy_login on login_dormancy(login_id, enabled_at);
