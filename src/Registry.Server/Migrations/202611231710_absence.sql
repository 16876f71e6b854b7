-- Absences of officers, each with a deputy in the same capacity. It says who looks after what; it gives nobody a capacity.
create table absence(
  id $long$ primary key,
  person_id $long$ not null references person(id),
  role text not null check (role in ('Clerk', 'Reviewer')),
  deputy_person_id $long$ not null references person(id),
  from_on $date$ not null,
  until_on $date$ not null,
  written_at $instant$ not null,
  ended_at $instant$,
  check (deputy_person_id <> person_id),
  check (until_on >= from_on)
);
create index absence_deputy on absence(deputy_person_id, role) where ended_at is null;
create index absence_person on absence(person_id, from_on, id);
create index absence_open on absence(until_on) where ended_at is null;
