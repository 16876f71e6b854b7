create function absence_among_equals() returns trigger language plpgsql as
'begin
  -- Two who enter absences for each other wait here.
  perform 1 from officer o where o.person_id in (new.person_id, new.deputy_person_id) order by o.person_id, o.role for no key update;
  if new.ended_at is not null
    or not exists (select 1 from officer o where o.person_id = new.person_id and o.role = new.role and o.left_at is null)
    or not exists (select 1 from officer o where o.person_id = new.deputy_person_id and o.role = new.role and o.left_at is null)
  then raise exception ''an officer is represented by another in the same capacity'' using errcode = ''restrict_violation''; end if;
  if exists (select 1 from absence a where a.role = new.role and a.ended_at is null and a.from_on <= new.until_on and a.until_on >= new.from_on
    and (a.person_id in (new.person_id, new.deputy_person_id) or a.deputy_person_id = new.person_id))
  then raise exception ''nobody is absent twice, and no deputy is absent'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger absence_among_equals before insert on absence for each row execute function absence_among_equals();

create function absence_ends_once() returns trigger language plpgsql as
'begin
  if old.ended_at is not null or new.ended_at is null or old.id <> new.id or old.person_id <> new.person_id or old.role <> new.role
    or old.deputy_person_id <> new.deputy_person_id or old.from_on <> new.from_on or old.until_on <> new.until_on or old.written_at <> new.written_at
  then raise exception ''an absence ends once, and nothing else of it changes'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger absence_ends_once before update on absence for each row execute function absence_ends_once();
create trigger absence_no_delete before delete or truncate on absence for each statement execute function refuse_change();
