-- Visitors: who has proven a mobile number and chosen a login, and is not known as a person yet. An account is opened from there.
create table visitor(
  id $long$ primary key,
  phone_cipher text not null,
  phone_index text not null,
  created_at $instant$ not null,
  confirmed_at $instant$
);
create index visitor_phone on visitor(phone_index);

-- What was typed to register, until the code sent to the number comes back. The challenge of each is used once.
create table visitor_registration(
  visitor_id $long$ primary key references visitor(id),
  token_hash text not null unique check (length(token_hash) = 64),
  challenge text not null unique,
  name text not null check (length(name) between 4 and 32),
  password_hash text not null check (password_hash like '_argon2id_v=%'),
  code_mac text not null check (length(code_mac) = 64),
  expires_at $instant$ not null,
  tries $int$ not null check (tries between 0 and 5),
  used_at $instant$
);
