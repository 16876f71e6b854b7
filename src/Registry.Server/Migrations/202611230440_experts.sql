-- The roll of experts, and the assessments that they make inside the registry's review. What was asked and concluded is kept for ever.

create table expert(
  id $long$ primary key,
  person_id $long$ not null unique references person(id),
  status text not null check (status in ('In', 'Out')),
  version $int$ not null check (version >= 0),
  entered_at $instant$ not null
);

-- Field and sectors, as often as they were entered; the last entry is the one that counts.
create table expert_revision(
  expert_id $long$ not null references expert(id),
  seq $int$ not null check (seq >= 1),
  field text not null check (length(field) between 1 and 200),
  sectors text not null check (length(sectors) between 1 and 15),
  proposal_id $long$ not null references proposal(id),
  at $instant$ not null,
  primary key (expert_id, seq)
);

create table expert_assessment(
  id $long$ primary key,
  application_id $long$ not null references application(id),
  round_no $int$ not null check (round_no >= 1),
  appointed text not null check (appointed in ('ByHand', 'AtRandom')),
  seed text,
  candidates $json$,
  question text not null check (length(question) > 0),
  proposal_id $long$ not null references proposal(id),
  asked_at $instant$ not null,
  ended_at $instant$,
  ended_by_proposal_id $long$ references proposal(id),
  outcome text check (outcome in ('Favourable', 'Conditional', 'Unfavourable')),
  summary text,
  document_id $long$ references document(id),
  document_sha256 text,
  call_off_reason text,
  unique (application_id, round_no),
  check ((appointed = 'AtRandom') = (seed is not null)),
  check ((seed is null) = (candidates is null)),
  check ((ended_at is null) = (ended_by_proposal_id is null)),
  check ((outcome is null) = (summary is null) and (outcome is null) = (document_id is null) and (outcome is null) = (document_sha256 is null)),
  check ((ended_at is not null) = (outcome is not null or call_off_reason is not null)),
  check (outcome is null or call_off_reason is null)
);
create unique index expert_assessment_open on expert_assessment(application_id) where ended_at is null;

create table assessment_expert(
  assessment_id $long$ not null references expert_assessment(id),
  expert_id $long$ not null references expert(id),
  leader $bool$ not null,
  primary key (assessment_id, expert_id)
);
create unique index assessment_expert_leader on assessment_expert(assessment_id) where leader;

-- Fees in fen, as the officers recorded them with the conclusion.
create table expert_fee(
  assessment_id $long$ not null,
  expert_id $long$ not null,
  fen $long$ not null check (fen >= 0),
  primary key (assessment_id, expert_id),
  foreign key (assessment_id, expert_id) references assessment_expert(assessment_id, expert_id)
);
