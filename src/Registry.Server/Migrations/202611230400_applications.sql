-- Applications for registration of projects and of reductions, what is registered, and what is issued.

create table application(
  id $long$ primary key,
  kind text not null check (kind in ('Project', 'Reduction')),
  status text not null check (status in ('Draft', 'AwaitingConfirmer', 'NoticeRunning', 'AwaitingNoticeApproval', 'NoticeReturned',
    'AwaitingUpload', 'AwaitingOwner', 'AwaitingFiling', 'FilingAwaitingConfirmer', 'AwaitingAcceptance', 'ReturnedForCompletion',
    'UnderReview', 'UnderAssessment', 'Registered', 'Withdrawn', 'Ended')),
  version $int$ not null check (version >= 0),
  account_id $long$ not null references account(id),
  body_id $long$ not null references verification_body(id),
  project_id $long$,
  title text not null,
  created_at $instant$ not null,
  submitted_at $instant$,
  published_at $instant$,
  notice_start $date$,
  notice_end $date$,
  notice_closed_at $instant$,
  uploaded_at $instant$,
  owner_confirmed_at $instant$,
  filed_at $instant$,
  filed_on $date$,
  accepted_at $instant$,
  warnings $json$,
  due_on $date$,
  ended_at $instant$,
  end_reason text,
  registered_at $instant$,
  conclusion text check (conclusion in ('Positive', 'Negative')),
  comment_statement text,
  modification_note text,
  team $json$,
  committed_at $instant$,
  notice_suspended_at $instant$,
  recall_requested_at $instant$,
  recall_reason text,
  outside_comments $int$ not null default 0 check (outside_comments >= 0),
  remark text,
  updated_at $instant$ not null,
  check ((notice_start is null) = (notice_end is null)),
  check (notice_start is null or notice_end >= notice_start),
  check (status <> 'Registered' or (registered_at is not null and filed_at is not null and uploaded_at is not null and notice_closed_at is not null)),
  check (kind = 'Project' or project_id is not null)
);
create index application_status on application(kind, status, submitted_at, id);
create index application_account on application(account_id, id);
create index application_body on application(body_id, id);
create index application_project on application(project_id);
create index application_notice on application(notice_end) where status = 'NoticeRunning';

create table project_facts(
  application_id $long$ not null references application(id),
  stage text not null check (stage in ('Notice', 'Final')),
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
  primary key (application_id, stage),
  check (crediting_to >= crediting_from)
);
create index project_facts_lists on project_facts(type_code, province_code, methodology_code, application_id);

create table reduction_facts(
  application_id $long$ not null references application(id),
  stage text not null check (stage in ('Notice', 'Final')),
  period_from $date$ not null,
  period_to $date$ not null,
  tonnes $long$ not null check (tonnes >= 0),
  primary key (application_id, stage),
  check (period_to >= period_from)
);

create table reduction_amount(
  application_id $long$ not null,
  stage text not null,
  vintage $int$ not null check (vintage between 2020 and 2100),
  tonnes $long$ not null check (tonnes >= 0),
  primary key (application_id, stage, vintage),
  foreign key (application_id, stage) references reduction_facts(application_id, stage)
);

create table application_document(
  application_id $long$ not null references application(id),
  document_id $long$ not null references document(id),
  stage text not null check (stage in ('Notice', 'Final', 'Filing')),
  kind text not null,
  version_no $int$ not null check (version_no >= 1),
  reason text,
  primary key (application_id, document_id),
  unique (application_id, stage, kind, version_no, document_id),
  check (version_no = 1 or reason is not null)
);

create table notice_change(
  application_id $long$ not null references application(id),
  seq $int$ not null,
  old_start $date$ not null,
  old_end $date$ not null,
  new_start $date$,
  new_end $date$,
  reason text not null,
  proposal_id $long$ not null references proposal(id),
  at $instant$ not null,
  primary key (application_id, seq)
);

create table notice_comment(
  id $long$ primary key,
  application_id $long$ not null references application(id),
  person_id $long$ not null,
  account_id $long$ not null,
  content text not null check (length(content) between 1 and 5000),
  submitted_at $instant$ not null,
  status text not null check (status in ('Awaiting', 'Published', 'Refused')),
  version $int$ not null,
  moderated_at $instant$,
  refusal_reason text,
  reply text,
  replied_at $instant$,
  reply_proposal_id $long$ references proposal(id),
  verified_at $instant$,
  verifier_note text,
  check ((status = 'Awaiting') = (moderated_at is null)),
  check (status <> 'Refused' or refusal_reason is not null)
);
create index notice_comment_application on notice_comment(application_id, submitted_at);

create table commenter(
  person_id $long$ primary key,
  warnings $int$ not null check (warnings >= 0),
  suspended_at $instant$
);

create table deficiency(
  application_id $long$ not null references application(id),
  round_no $int$ not null,
  line_no $int$ not null,
  item text not null,
  description text not null,
  raised_at $instant$ not null,
  answered_at $instant$,
  answer text,
  primary key (application_id, round_no, line_no)
);

create table filing_ban(
  id $long$ primary key,
  account_id $long$ not null references account(id),
  from_on $date$ not null,
  until_on $date$,
  document_no text not null,
  reason text not null,
  proposal_id $long$ not null references proposal(id)
);
create index filing_ban_account on filing_ban(account_id);

create table project(
  id $long$ primary key,
  number text not null unique,
  series text not null,
  sequence_no $int$ not null check (sequence_no >= 1),
  application_id $long$ not null unique references application(id),
  account_id $long$ not null references account(id),
  status text not null check (status in ('Registered', 'DeregistrationRequested', 'Deregistered', 'Revoked')),
  version $int$ not null check (version >= 0),
  registered_at $instant$ not null,
  registered_on $date$ not null,
  ended_on $date$,
  end_reason text,
  end_document_no text,
  periods $int$ not null default 0 check (periods >= 0),
  unique (series, sequence_no),
  check ((status in ('Deregistered', 'Revoked')) = (ended_on is not null))
);
create index project_account on project(account_id);

create table project_fingerprint(
  kind text not null check (kind in ('name', 'archive-code', 'site')),
  value text not null,
  project_id $long$ not null references project(id),
  primary key (kind, value)
);

create table fingerprint_clearance(
  application_id $long$ not null references application(id),
  kind text not null,
  value text not null,
  reason text not null,
  proposal_id $long$ not null references proposal(id),
  primary key (application_id, kind, value)
);

create table reduction(
  id $long$ primary key,
  application_id $long$ not null unique references application(id),
  project_id $long$ not null references project(id),
  period_no $int$ not null check (period_no >= 1),
  period_from $date$ not null,
  period_to $date$ not null,
  tonnes $long$ not null check (tonnes >= 0),
  registered_at $instant$ not null,
  registered_on $date$ not null,
  unique (project_id, period_no),
  check (period_to >= period_from)
);

create table reduction_vintage(
  reduction_id $long$ not null references reduction(id),
  vintage $int$ not null,
  tonnes $long$ not null check (tonnes >= 0),
  status text not null check (status in ('Registered', 'Issuing', 'Issued')),
  version $int$ not null check (version >= 0),
  lot_id $long$ unique,
  issued_at $instant$,
  primary key (reduction_id, vintage),
  check (tonnes > 0 or status = 'Registered'),
  check ((status = 'Issued') = (lot_id is not null)),
  check ((status = 'Issued') = (issued_at is not null))
);
create index reduction_vintage_status on reduction_vintage(status, issued_at);
