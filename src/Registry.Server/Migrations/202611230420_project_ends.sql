-- What bears on the end of a project: an owner's statement on allowances, an authority's finding, and marks on open applications.

create table allowance_attestation(
  application_id $long$ primary key references application(id),
  statement text not null check (length(statement) > 0),
  proposal_id $long$ not null references proposal(id),
  at $instant$ not null
);

create table allowance_finding(
  application_id $long$ primary key references application(id),
  document_no text not null check (length(document_no) > 0),
  reason text not null check (length(reason) > 0),
  proposal_id $long$ not null references proposal(id),
  at $instant$ not null
);

-- Shown to whoever works on the application; it decides nothing by itself.
create table application_flag(
  application_id $long$ not null references application(id),
  kind text not null check (kind in ('OwnerBarred', 'ProjectEnded')),
  proposal_id $long$ not null references proposal(id),
  document_no text,
  at $instant$ not null,
  primary key (application_id, kind, proposal_id)
);
