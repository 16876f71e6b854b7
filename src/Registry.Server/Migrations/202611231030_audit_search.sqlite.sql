-- Searching the audit trail, and who may: an auditor, who is neither an officer of the business nor an administrator of the system.

create index audit_entry_account on audit_entry(account_id, at, id);
create index audit_entry_action on audit_entry(action, at, id);
create index audit_entry_refused on audit_entry(at, id) where result = 'refused';

create table audit_subject(
  subject text not null,
  at text not null,
  entry_id integer not null references audit_entry(id),
  primary key (subject, at, entry_id)
);
insert into audit_subject(subject, at, entry_id)
select distinct j.value, e.at, e.id from audit_entry e, json_each('["' || replace(e.subjects, ' ', '","') || '"]') j where e.subjects <> '';
create trigger audit_entry_subjects after insert on audit_entry when new.subjects <> ''
begin
  insert into audit_subject(subject, at, entry_id) select distinct j.value, new.at, new.id from json_each('["' || replace(new.subjects, ' ', '","') || '"]') j;
end;
create trigger audit_subject_no_update before update on audit_subject begin select raise(abort, 'audit_subject is append-only'); end;
create trigger audit_subject_no_delete before delete on audit_subject begin select raise(abort, 'audit_subject is append-only'); end;

create table duty(
  id integer primary key,
  person_id integer not null references person(id),
  role text not null check (role in ('Administrator', 'Auditor', 'ExchangeOperator')),
  since text not null,
  until text,
  check (until is null or until >= since)
);
create unique index duty_person on duty(person_id) where until is null;
create trigger duty_no_delete before delete on duty begin select raise(abort, 'duty is kept'); end;
create trigger duty_ends_once before update on duty
when old.id <> new.id or old.person_id <> new.person_id or old.role <> new.role or old.since <> new.since or old.until is not null
begin select raise(abort, 'a duty changes only by its end'); end;
create trigger duty_is_separate before insert on duty
when exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null)
begin select raise(abort, 'an officer has no other duty'); end;
create trigger officer_is_separate_on_insert before insert on officer
when exists (select 1 from duty d where d.person_id = new.person_id and d.until is null)
begin select raise(abort, 'an officer has no other duty'); end;
create trigger officer_is_separate_on_update before update on officer
when new.left_at is null and exists (select 1 from duty d where d.person_id = new.person_id and d.until is null)
begin select raise(abort, 'an officer has no other duty'); end;
