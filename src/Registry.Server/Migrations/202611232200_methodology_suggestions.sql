-- Methodology suggestions: what a suggester writes, what was handed in each time, what was found missing, and what experts say.
create table methodology_suggestion(
  id $long$ primary key,
  account_id $long$ not null references account(id),
  status text not null check (status in ('Draft', 'Submitted', 'FormCheck', 'Returned', 'Assessment', 'PublicComment', 'Adopted', 'NotAdopted', 'Published', 'Withdrawn')),
  version $int$ not null check (version >= 0),
  round_no $int$ not null check (round_no >= 0), -- how often it was handed in
  title text not null check (length(title) between 1 and 200),
  sector text check (sector in ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O')),
  revises_code text references methodology(code), -- null: a new methodology
  summary text not null check (length(summary) <= 4000),
  applicability text not null check (length(applicability) <= 4000),
  baseline text not null check (length(baseline) <= 4000),
  additionality text not null check (length(additionality) <= 4000),
  monitoring text not null check (length(monitoring) <= 4000),
  draft_document_id $long$ references document(id),
  explanation_document_id $long$ references document(id),
  evidence_document_id $long$ references document(id),
  created_at $instant$ not null,
  created_by_person_id $long$ not null references person(id),
  submitted_at $instant$,
  submitted_by_person_id $long$ references person(id),
  comment_from $date$,
  comment_until $date$,
  public_at $instant$,
  methodology_code text references methodology(code), -- what was made of it
  decided_at $instant$,
  decision text,
  check ((round_no = 0) = (submitted_at is null) and (submitted_at is null) = (submitted_by_person_id is null)),
  check (status in ('Draft', 'Returned', 'Withdrawn') or (round_no > 0 and sector is not null and length(summary) > 0 and length(applicability) > 0 and length(baseline) > 0
    and length(additionality) > 0 and length(monitoring) > 0 and draft_document_id is not null and explanation_document_id is not null)),
  check ((comment_from is null) = (comment_until is null) and (comment_from is null or comment_until >= comment_from)),
  check (status <> 'PublicComment' or comment_from is not null),
  check ((status = 'Published') = (methodology_code is not null)),
  check (methodology_code is null or revises_code is null or methodology_code <> revises_code),
  check ((status in ('Adopted', 'NotAdopted', 'Published')) = (decided_at is not null) and (decided_at is null) = (decision is null)),
  check (status not in ('PublicComment', 'Adopted', 'Published') or public_at is not null)
);
create index methodology_suggestion_account on methodology_suggestion(account_id, created_at, id);
create index methodology_suggestion_filed on methodology_suggestion(submitted_at, id) where submitted_at is not null;
create index methodology_suggestion_status on methodology_suggestion(status, submitted_at, id) where submitted_at is not null;
create index methodology_suggestion_public on methodology_suggestion(public_at, id) where public_at is not null;

create table methodology_suggestion_filing(
  suggestion_id $long$ not null references methodology_suggestion(id),
  round_no $int$ not null check (round_no > 0),
  content text not null, -- as it was handed in, canonical JSON
  content_hash text not null check (length(content_hash) = 64),
  filed_at $instant$ not null,
  filed_by_person_id $long$ not null references person(id),
  primary key (suggestion_id, round_no)
);

create table methodology_suggestion_reason(
  suggestion_id $long$ not null,
  round_no $int$ not null,
  line_no $int$ not null check (line_no > 0),
  item text not null check (item in ('title', 'sector', 'revises', 'summary', 'applicability', 'baseline', 'additionality', 'monitoring', 'draft', 'explanation', 'evidence')),
  description text not null check (length(description) > 0),
  raised_at $instant$ not null,
  primary key (suggestion_id, round_no, line_no),
  foreign key (suggestion_id, round_no) references methodology_suggestion_filing(suggestion_id, round_no)
);

create table methodology_suggestion_opinion(
  suggestion_id $long$ not null,
  round_no $int$ not null,
  expert_id $long$ not null references expert(id),
  conclusion text not null check (conclusion in ('Favourable', 'FavourableWithChanges', 'Unfavourable')),
  opinion text not null check (length(opinion) between 1 and 4000),
  recorded_at $instant$ not null,
  proposal_id $long$ not null references proposal(id),
  primary key (suggestion_id, round_no, expert_id),
  foreign key (suggestion_id, round_no) references methodology_suggestion_filing(suggestion_id, round_no)
);

-- What everybody sees: what the suggestion says, and whose organisation it is of; no person, no contact, no file, no opinion.
create view public_methodology_suggestion as
select s.id as id, s.title as title, s.sector as sector, s.revises_code as revises_code, s.summary as summary, s.applicability as applicability, s.baseline as baseline,
  s.additionality as additionality, s.monitoring as monitoring, s.status as status, a.name as suggester, s.comment_from as comment_from, s.comment_until as comment_until,
  s.public_at as public_at, s.decided_at as decided_at, s.methodology_code as methodology_code
from methodology_suggestion s join account a on a.id = s.account_id
where s.status in ('PublicComment', 'Adopted', 'Published') and a.type <> 'IndividualPublic';
