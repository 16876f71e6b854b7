-- Searching the audit trail, and who may: an auditor, who is neither an officer of the business nor an administrator of the system.

create index audit_entry_account on audit_entry(account_id, at, id);
create index audit_entry_action on audit_entry(action, at, id);
create index audit_entry_refused on audit_entry(at, id) where result = 'refused';

create table audit_subject(
  subject text not null,
  at timestamptz not null,
  entry_id bigint not null references audit_entry(id),
  primary key (subject, at, entry_id)
);
insert into audit_subject(subject, at, entry_id)
select distinct s, e.at, e.id from audit_entry e, unnest(string_to_array(e.subjects, ' ')) s where e.subjects <> '';
create function audit_entry_subjects() returns trigger language plpgsql as
'begin insert into audit_subject(subject, at, entry_id) select distinct s, new.at, new.id from unnest(string_to_array(new.subjects, '' '')) s; return null; end';
create trigger audit_entry_subjects after insert on audit_entry for each row when (new.subjects <> '') execute function audit_entry_subjects();
create trigger audit_subject_no_change before update or delete or truncate on audit_subject for each statement execute function refuse_change();

create table duty(
  id bigint primary key,
  person_id bigint not null references person(id),
  role text not null check (role in ('Administrator', 'Auditor', 'ExchangeOperator')),
  since timestamptz not null,
  until timestamptz,
  check (until is null or until >= since)
);
create unique index duty_person on duty(person_id) where until is null;
create trigger duty_no_delete before delete or truncate on duty for each statement execute function refuse_change();

create function duty_ends_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.person_id <> new.person_id or old.role <> new.role or old.since <> new.since or old.until is not null
  then raise exception ''a duty changes only by its end'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger duty_ends_once before update on duty for each row execute function duty_ends_once();

create function duty_is_separate() returns trigger language plpgsql as
'begin if exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null)
  then raise exception ''an officer has no other duty'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger duty_is_separate before insert on duty for each row execute function duty_is_separate();

create function officer_is_separate() returns trigger language plpgsql as
'begin if new.left_at is null and exists (select 1 from duty d where d.person_id = new.person_id and d.until is null)
  then raise exception ''an officer has no other duty'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger officer_is_separate before insert or update on officer for each row execute function officer_is_separate();
