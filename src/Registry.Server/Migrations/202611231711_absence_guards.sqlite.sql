create trigger absence_among_equals before insert on absence
when new.ended_at is not null
  or not exists (select 1 from officer o where o.person_id = new.person_id and o.role = new.role and o.left_at is null)
  or not exists (select 1 from officer o where o.person_id = new.deputy_person_id and o.role = new.role and o.left_at is null)
begin select raise(abort, 'an officer is represented by another in the same capacity'); end;

create trigger absence_alone before insert on absence
when exists (select 1 from absence a where a.role = new.role and a.ended_at is null and a.from_on <= new.until_on and a.until_on >= new.from_on
  and (a.person_id in (new.person_id, new.deputy_person_id) or a.deputy_person_id = new.person_id))
begin select raise(abort, 'nobody is absent twice, and no deputy is absent'); end;

create trigger absence_ends_once before update on absence
when old.ended_at is not null or new.ended_at is null or old.id <> new.id or old.person_id <> new.person_id or old.role <> new.role
  or old.deputy_person_id <> new.deputy_person_id or old.from_on <> new.from_on or old.until_on <> new.until_on or old.written_at <> new.written_at
begin select raise(abort, 'an absence ends once, and nothing else of it changes'); end;
create trigger absence_no_delete before delete on absence begin select raise(abort, 'absence is kept'); end;
