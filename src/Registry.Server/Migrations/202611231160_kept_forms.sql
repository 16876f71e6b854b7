-- What somebody typed into a long form and has not sent off yet: kept on demand, and when the session ended before the form came. Sealed, for it may
-- hold personal data; seen by its login alone.
create table kept_form(
  login_id $long$ not null references login(id),
  path text not null check (length(path) between 1 and 200),
  fields_cipher text not null,
  kept_at $instant$ not null,
  primary key (login_id, path)
);
