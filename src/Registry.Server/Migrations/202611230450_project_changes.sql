-- Changes of registered projects, and the versions of a project's facts that they lead to. Version 1 is what was registered (the
-- final facts of the application); every later version names the change that made it, and none is ever replaced.

alter table project add column facts_version $int$ not null default 1 check (facts_version >= 1);
-- The version under which a period was registered stays with it.
alter table reduction add column facts_version $int$ not null default 1 check (facts_version >= 1);

create table project_change(
  id $long$ primary key,
  project_id $long$ not null references project(id),
  kind text not null check (kind in ('Owner', 'Capacity', 'MonitoringPlan', 'Methodology', 'Name')),
  status text not null check (status in ('AwaitingNewOwner', 'AwaitingOpinion', 'AwaitingReview', 'Approved', 'Refused', 'Withdrawn')),
  version $int$ not null check (version >= 0),
  account_id $long$ not null references account(id),
  new_account_id $long$ references account(id),
  body_id $long$ references verification_body(id),
  facts $json$,
  reason text not null check (length(reason) > 0),
  proposal_id $long$ not null references proposal(id),
  requested_at $instant$ not null,
  new_owner_at $instant$,
  opinion_at $instant$,
  opinion text check (opinion in ('Positive', 'Negative')),
  opinion_note text,
  decided_at $instant$,
  decision_reason text,
  check ((kind = 'Owner') = (new_account_id is not null)),
  check ((kind = 'Owner') = (facts is null)),
  check ((opinion is null) = (opinion_at is null)),
  check ((status in ('Approved', 'Refused', 'Withdrawn')) = (decided_at is not null)),
  check (status <> 'Approved' or kind <> 'Owner' or new_owner_at is not null),
  check (status <> 'Approved' or body_id is null or opinion = 'Positive')
);
create unique index project_change_one_open on project_change(project_id) where status in ('AwaitingNewOwner', 'AwaitingOpinion', 'AwaitingReview');
create index project_change_project on project_change(project_id, decided_at);

create table project_change_document(
  change_id $long$ not null references project_change(id),
  document_id $long$ not null references document(id),
  kind text not null,
  filed_by text not null check (filed_by in ('Owner', 'Body')),
  primary key (change_id, document_id)
);

create table project_version(
  project_id $long$ not null references project(id),
  version_no $int$ not null check (version_no >= 2),
  change_id $long$ not null unique references project_change(id),
  account_id $long$ not null references account(id),
  at $instant$ not null,
  name text not null,
  type_code text not null,
  subtype_code text,
  methodology_code text not null references methodology(code),
  province_code text not null,
  location text not null,
  longitude text not null,
  latitude text not null,
  construction_on $date$ not null,
  grid_connection_on $date$,
  lifetime_years $int$ not null check (lifetime_years > 0),
  crediting_from $date$ not null,
  crediting_to $date$ not null,
  annual_tonnes $long$ not null check (annual_tonnes >= 0),
  total_tonnes $long$ not null check (total_tonnes >= 0),
  additionality text not null check (additionality in ('General', 'Exempt')),
  archive_code text,
  summary text not null,
  technology text not null,
  remark text not null,
  in_ets_allowance $bool$ not null,
  mandated_reduction $bool$ not null,
  primary key (project_id, version_no),
  check (crediting_to >= crediting_from)
);
