create virtual table application_search using fts5(grams, content='', contentless_delete=1, tokenize='unicode61');
create table application_text(
  application_id integer primary key references application(id),
  text text not null
);

create trigger reduction_no_overlap before insert on reduction
when exists (select 1 from reduction r where r.project_id = new.project_id and r.period_from <= new.period_to and r.period_to >= new.period_from)
begin select raise(abort, 'registered periods of a project do not overlap'); end;
create trigger reduction_no_update before update on reduction begin select raise(abort, 'a registered reduction is never changed'); end;
create trigger reduction_no_delete before delete on reduction begin select raise(abort, 'a registered reduction is never deleted'); end;
create trigger project_number_fixed before update on project
when old.number <> new.number or old.series <> new.series or old.sequence_no <> new.sequence_no or old.application_id <> new.application_id
begin select raise(abort, 'a project number is never changed'); end;
create trigger project_no_delete before delete on project begin select raise(abort, 'a project is never deleted'); end;
create trigger project_fingerprint_no_change before update on project_fingerprint begin select raise(abort, 'a fingerprint is kept for ever'); end;
create trigger project_fingerprint_no_delete before delete on project_fingerprint begin select raise(abort, 'a fingerprint is kept for ever'); end;
create trigger application_final before update on application
when old.status in ('Withdrawn', 'Ended') or (old.status = 'Registered' and new.status <> 'Registered')
begin select raise(abort, 'an ended application is never reopened'); end;
create trigger application_no_delete before delete on application begin select raise(abort, 'an application is never deleted'); end;
create trigger application_document_no_change before update on application_document begin select raise(abort, 'a filed document is never replaced'); end;
create trigger application_document_no_delete before delete on application_document begin select raise(abort, 'a filed document is never removed'); end;
create trigger notice_change_no_update before update on notice_change begin select raise(abort, 'notice_change is append-only'); end;
create trigger notice_change_no_delete before delete on notice_change begin select raise(abort, 'notice_change is append-only'); end;
