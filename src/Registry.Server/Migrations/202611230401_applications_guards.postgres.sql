create table application_text(
  application_id bigint primary key references application(id),
  text text not null,
  grams text[] not null
);
create index application_text_grams on application_text using gin (grams);

create function reduction_no_overlap() returns trigger language plpgsql as
'begin
  perform 1 from project where id = new.project_id for update;
  if exists (select 1 from reduction r where r.project_id = new.project_id and r.period_from <= new.period_to and r.period_to >= new.period_from)
  then raise exception ''registered periods of a project do not overlap'' using errcode = ''exclusion_violation''; end if;
  return new;
end';
create trigger reduction_no_overlap before insert on reduction for each row execute function reduction_no_overlap();
create trigger reduction_no_change before update or delete or truncate on reduction for each statement execute function refuse_change();

create function project_number_fixed() returns trigger language plpgsql as
'begin if old.number <> new.number or old.series <> new.series or old.sequence_no <> new.sequence_no or old.application_id <> new.application_id
  then raise exception ''a project number is never changed'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger project_number_fixed before update on project for each row execute function project_number_fixed();
create trigger project_no_delete before delete or truncate on project for each statement execute function refuse_change();
create trigger project_fingerprint_no_change before update or delete or truncate on project_fingerprint for each statement execute function refuse_change();

create function application_final() returns trigger language plpgsql as
'begin if old.status in (''Withdrawn'', ''Ended'') or (old.status = ''Registered'' and new.status <> ''Registered'')
  then raise exception ''an ended application is never reopened'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger application_final before update on application for each row execute function application_final();
create trigger application_no_delete before delete or truncate on application for each statement execute function refuse_change();
create trigger application_document_no_change before update or delete or truncate on application_document for each statement execute function refuse_change();
create trigger notice_change_no_change before update or delete or truncate on notice_change for each statement execute function refuse_change();
