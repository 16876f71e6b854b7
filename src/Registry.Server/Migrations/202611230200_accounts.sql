-- Persons, officers, accounts and their openings; the registers of methodologies and of verification bodies.

-- Numbers given out without gaps: the row is locked by the transaction that takes one, and a rollback gives it back.
create table number_sequence(
  name text primary key,
  last_no $long$ not null check (last_no >= 0)
);

-- A natural person, one row per identity document. Columns that end in _cipher are encrypted, those that end in _index are keyed
-- hashes: both depend on the personal key and differ between two registries that are otherwise equal.
create table person(
  id $long$ primary key,
  name_cipher text not null,
  document_kind text not null check (document_kind in ('CitizenId', 'Passport', 'HongKongMacaoResidencePermit', 'TaiwanResidencePermit', 'ForeignPermanentResidence')),
  document_cipher text not null,
  document_index text not null unique,
  document_expires_on $date$,
  phone_cipher text not null,
  phone_index text not null,
  email_cipher text,
  created_at $instant$ not null,
  invented $bool$ not null
);
create index person_phone on person(phone_index);
create index person_document_term on person(document_expires_on) where document_expires_on is not null;

create table officer(
  person_id $long$ not null references person(id),
  role text not null check (role in ('Clerk', 'Reviewer')),
  since $instant$ not null,
  left_at $instant$,
  primary key (person_id, role)
);

-- One row: the appointments of officers take their turn on it, and it can be made only once.
create table officer_body(
  id $int$ primary key check (id = 1),
  version $int$ not null check (version >= 0)
);

-- Whom a natural person represents: one subject, over all accounts and all applications that wait.
create table representation_claim(
  person_id $long$ primary key references person(id),
  subject_key text not null,
  claimed_at $instant$ not null
);

create table account_opening(
  id $long$ primary key,
  route text not null check (route in ('Independent', 'Joint', 'Legacy')),
  status text not null check (status in ('Draft', 'AwaitingReview', 'Returned', 'Approved', 'Refused', 'Withdrawn',
    'AwaitingPreliminaryReview', 'PreliminaryReturned', 'AwaitingPaper', 'PaperReview', 'PaperRefused', 'RegistryRefused')),
  version $int$ not null check (version >= 0),
  applicant_id $long$ not null,
  subject_key text,
  form $json$ not null,
  persons_cipher text not null,
  round_no $int$ not null check (round_no >= 0),
  created_at $instant$ not null,
  submitted_at $instant$,
  received_on $date$,
  due_on $date$,
  decided_at $instant$,
  invented $bool$ not null,
  check ((received_on is null) = (due_on is null)),
  check ((status in ('Approved', 'Refused', 'Withdrawn')) = (decided_at is not null)),
  check (status not in ('AwaitingReview', 'Returned', 'Approved', 'Refused', 'RegistryRefused') or (submitted_at is not null and subject_key is not null and due_on is not null)),
  -- The exchange's states are those of a joint opening, whose term begins when the registry body receives it.
  check (status not in ('Returned', 'Refused') or route <> 'Joint'),
  check (status not in ('AwaitingPreliminaryReview', 'PreliminaryReturned', 'AwaitingPaper', 'PaperReview', 'PaperRefused', 'RegistryRefused') or route = 'Joint'),
  check (status not in ('AwaitingPreliminaryReview', 'PreliminaryReturned', 'AwaitingPaper', 'PaperReview', 'PaperRefused')
    or (submitted_at is not null and subject_key is not null and due_on is null))
);
create index account_opening_status on account_opening(status, due_on, id);
create index account_opening_applicant on account_opening(applicant_id, id);

-- The representatives whom an application that was handed in names; what the form says of them is sealed in the application.
create table account_opening_person(
  opening_id $long$ not null references account_opening(id),
  role text not null check (role in ('Initiator', 'Confirmer')),
  person_id $long$ not null references person(id),
  primary key (opening_id, role),
  unique (opening_id, person_id)
);

create table account_opening_material(
  opening_id $long$ not null references account_opening(id),
  round_no $int$ not null check (round_no > 0),
  material text not null,
  document_id $long$ not null references document(id),
  primary key (opening_id, round_no, material, document_id)
);

create table account_opening_reason(
  opening_id $long$ not null references account_opening(id),
  round_no $int$ not null check (round_no > 0),
  line_no $int$ not null check (line_no > 0),
  step text not null check (step in ('Return', 'Refuse', 'RefusePaper')),
  item text not null,
  description text not null check (length(description) > 0),
  raised_at $instant$ not null,
  primary key (opening_id, round_no, line_no)
);

create table account(
  id $long$ primary key check (id > 0),
  number text not null unique check (length(number) = 12),
  type text not null check (type in ('Enterprise', 'VerificationBody', 'Provincial', 'IndividualPublic', 'InstitutionPublic')),
  name text not null check (length(name) > 0),
  name_key text not null,
  credit_code text unique,
  province_code text not null check (length(province_code) = 6),
  address text,
  licence_until $date$,
  approval_number text unique,
  status text not null check (status in ('Incomplete', 'Open', 'Restricted', 'Suspended', 'Closing', 'Closed')),
  restriction text check (restriction in ('Trading', 'TransferOut', 'Business')),
  version $int$ not null check (version >= 0),
  opening_id $long$ unique references account_opening(id),
  opened_at $instant$ not null,
  opened_on $date$ not null,
  closed_on $date$,
  invented $bool$ not null,
  check ((status = 'Restricted') = (restriction is not null)),
  check ((status = 'Closed') = (closed_on is not null)),
  check ((type = 'VerificationBody') = (approval_number is not null)),
  check ((type = 'IndividualPublic') = (credit_code is null)),
  check (opening_id is null or type = 'Enterprise'),
  check (status <> 'Incomplete' or (opening_id is null and type = 'Enterprise'))
);
create index account_name_key on account(name_key);
create index account_licence_term on account(licence_until) where licence_until is not null;
create index account_type on account(type, status, id);
-- One account for a provincial department, whatever its credit code was.
create unique index account_province on account(province_code) where type = 'Provincial';

-- A subject has one account or one application that waits; a closed account keeps its claim for ever.
create table subject_claim(
  subject_key text primary key,
  opening_id $long$ references account_opening(id),
  account_id $long$ unique references account(id) deferrable initially deferred,
  claimed_at $instant$ not null,
  check (opening_id is not null or account_id is not null)
);

create table account_subtype(
  account_id $long$ not null references account(id),
  subtype text not null check (subtype in ('ProjectOwner', 'NationalKeyEmitter', 'LocalKeyEmitter', 'OtherTrader')),
  since $instant$ not null,
  primary key (account_id, subtype)
);

create table account_name_history(
  account_id $long$ not null references account(id),
  seq $int$ not null check (seq >= 0),
  name text not null check (length(name) > 0),
  from_at $instant$ not null,
  proposal_id $long$ references proposal(id),
  primary key (account_id, seq)
);

create table account_representative(
  id $long$ primary key,
  account_id $long$ not null references account(id),
  role text not null check (role in ('Initiator', 'Confirmer', 'Member')),
  person_id $long$ not null references person(id),
  since $instant$ not null,
  until $instant$,
  check (until is null or until >= since)
);
create unique index account_representative_role on account_representative(account_id, role) where until is null;
-- Nobody represents two subjects, and nobody is both initiator and confirmer of one.
create unique index account_representative_person on account_representative(person_id) where until is null;
create index account_representative_account on account_representative(account_id, since);

create table account_change(
  id $long$ primary key,
  account_id $long$ not null references account(id),
  status text not null check (status in ('AwaitingReview', 'Approved', 'Refused')),
  version $int$ not null check (version >= 0),
  requested_by_person_id $long$ not null references person(id),
  change $json$ not null,
  persons_cipher text not null,
  received_at $instant$ not null,
  due_on $date$ not null,
  decided_at $instant$,
  reason text,
  check ((status = 'AwaitingReview') = (decided_at is null)),
  check ((status = 'Refused') = (reason is not null))
);
create unique index account_change_one_open on account_change(account_id) where status = 'AwaitingReview';
create index account_change_due on account_change(due_on) where status = 'AwaitingReview';

-- Where no source tells a date, a limit or a route, it is null or an empty list; unverified names what was only read off records.
create table methodology(
  code text primary key,
  name text not null check (length(name) > 0),
  name_en text not null,
  platform_name text,
  sector text not null check (length(sector) = 1 and sector between 'A' and 'O'),
  version_no $int$ not null check (version_no > 0),
  published_on $date$,
  effective_from $date$ not null,
  effective_until $date$,
  min_crediting_years $int$ check (min_crediting_years > 0),
  max_crediting_years $int$ check (max_crediting_years > 0),
  additionality $json$ not null,
  reductions_from $date$,
  lifetime_from text,
  extra_checks $json$ not null,
  unverified $json$ not null,
  source text not null,
  revision $int$ not null check (revision >= 0),
  check (effective_until is null or effective_until >= effective_from),
  check (min_crediting_years is null or max_crediting_years is null or min_crediting_years <= max_crediting_years)
);

create table methodology_type(
  methodology_code text not null references methodology(code),
  code text not null check (length(code) = 5),
  name text not null,
  name_en text not null,
  primary key (methodology_code, code)
);

-- What the entry was before each revision, as JSON.
create table methodology_revision(
  methodology_code text not null references methodology(code),
  revision $int$ not null,
  entry $json$ not null,
  replaced_at $instant$ not null,
  proposal_id $long$ not null references proposal(id),
  reason text not null check (length(reason) > 0),
  primary key (methodology_code, revision)
);

create table verification_body(
  id $long$ primary key,
  account_id $long$ unique references account(id),
  approval_number text not null unique,
  name text not null check (length(name) > 0),
  name_en text not null,
  status text not null check (status in ('Approved', 'Suspended', 'Revoked')),
  version $int$ not null check (version >= 0),
  source text not null
);

create table verification_body_sector(
  body_id $long$ not null references verification_body(id),
  sector text not null check (length(sector) = 1 and sector between 'A' and 'O'),
  from_date $date$ not null,
  until_date $date$,
  approval text not null check (length(approval) > 0),
  primary key (body_id, sector, from_date),
  check (until_date is null or until_date >= from_date)
);
