create trigger methodology_suggestion_no_delete before delete or truncate on methodology_suggestion for each statement execute function refuse_change();
create trigger methodology_suggestion_filing_no_change before update or delete or truncate on methodology_suggestion_filing for each statement execute function refuse_change();
create trigger methodology_suggestion_reason_no_change before update or delete or truncate on methodology_suggestion_reason for each statement execute function refuse_change();
create trigger methodology_suggestion_opinion_no_change before update or delete or truncate on methodology_suggestion_opinion for each statement execute function refuse_change();
create function methodology_suggestion_begins() returns trigger language plpgsql as
'begin if new.status <> ''Draft'' or new.version <> 0 or new.round_no <> 0 or not exists (select 1 from account a where a.id = new.account_id and a.type <> ''IndividualPublic'' and a.status in (''Open'', ''Restricted''))
  then raise exception ''a suggestion begins as the draft of an account that may suggest'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger methodology_suggestion_begins before insert on methodology_suggestion for each row execute function methodology_suggestion_begins();
create function methodology_suggestion_steps() returns trigger language plpgsql as
'begin if new.version <> old.version + 1 or new.round_no <> old.round_no + (case when new.status = ''Submitted'' then 1 else 0 end)
  or not ((old.status = ''Draft'' and new.status in (''Draft'', ''Submitted'', ''Withdrawn''))
  or (old.status = ''Submitted'' and new.status in (''Draft'', ''Withdrawn'', ''FormCheck''))
  or (old.status = ''FormCheck'' and new.status in (''Assessment'', ''Returned'', ''Withdrawn''))
  or (old.status = ''Returned'' and new.status in (''Returned'', ''Submitted'', ''Withdrawn''))
  or (old.status = ''Assessment'' and new.status in (''Assessment'', ''PublicComment'', ''Adopted'', ''NotAdopted'', ''Withdrawn''))
  or (old.status = ''PublicComment'' and new.status in (''Adopted'', ''NotAdopted''))
  or (old.status = ''Adopted'' and new.status in (''Published'')))
  then raise exception ''a suggestion takes the steps of its lifecycle'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger methodology_suggestion_steps before update on methodology_suggestion for each row execute function methodology_suggestion_steps();
create function methodology_suggestion_fixed() returns trigger language plpgsql as
'begin if old.id <> new.id or old.account_id <> new.account_id or old.created_at <> new.created_at or old.created_by_person_id <> new.created_by_person_id
  or (not (old.status in (''Draft'', ''Returned'') and new.status = old.status) and (old.title <> new.title or old.summary <> new.summary or old.applicability <> new.applicability or old.baseline <> new.baseline or old.additionality <> new.additionality or old.monitoring <> new.monitoring or old.sector is distinct from new.sector or old.revises_code is distinct from new.revises_code or old.draft_document_id is distinct from new.draft_document_id or old.explanation_document_id is distinct from new.explanation_document_id or old.evidence_document_id is distinct from new.evidence_document_id))
  or (old.public_at is not null and old.public_at is distinct from new.public_at) or (old.comment_until is not null and (old.comment_from is distinct from new.comment_from or old.comment_until is distinct from new.comment_until))
  or (old.decided_at is not null and (old.decided_at is distinct from new.decided_at or old.decision is distinct from new.decision))
  then raise exception ''what a suggestion says changes only while it is written'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger methodology_suggestion_fixed before update on methodology_suggestion for each row execute function methodology_suggestion_fixed();
create function methodology_suggestion_assessed() returns trigger language plpgsql as
'begin if new.status in (''PublicComment'', ''Adopted'', ''NotAdopted'')
  and not exists (select 1 from methodology_suggestion_opinion o where o.suggestion_id = new.id and o.round_no = new.round_no)
  then raise exception ''nothing is decided on a suggestion without an opinion'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger methodology_suggestion_assessed before update on methodology_suggestion for each row execute function methodology_suggestion_assessed();
create function methodology_suggestion_filing_current() returns trigger language plpgsql as
'begin if not exists (select 1 from methodology_suggestion s where s.id = new.suggestion_id and s.status = ''Submitted'' and s.round_no = new.round_no and s.submitted_at = new.filed_at)
  then raise exception ''what is handed in is kept when it is handed in'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger methodology_suggestion_filing_current before insert on methodology_suggestion_filing for each row execute function methodology_suggestion_filing_current();
create function methodology_suggestion_reason_current() returns trigger language plpgsql as
'begin if not exists (select 1 from methodology_suggestion s where s.id = new.suggestion_id and s.status in (''FormCheck'', ''Returned'') and s.round_no = new.round_no)
  then raise exception ''reasons are given while the form is checked'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger methodology_suggestion_reason_current before insert on methodology_suggestion_reason for each row execute function methodology_suggestion_reason_current();
create function methodology_suggestion_opinion_current() returns trigger language plpgsql as
'begin if not exists (select 1 from methodology_suggestion s where s.id = new.suggestion_id and s.status = ''Assessment'' and s.round_no = new.round_no)
  then raise exception ''opinions are given during the assessment'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger methodology_suggestion_opinion_current before insert on methodology_suggestion_opinion for each row execute function methodology_suggestion_opinion_current();
create function methodology_suggestion_files() returns trigger language plpgsql as
'begin if (new.draft_document_id is not null and not exists (select 1 from document d where d.id = new.draft_document_id and d.kind = ''M01'' and d.account_id = new.account_id)) or (new.explanation_document_id is not null and not exists (select 1 from document d where d.id = new.explanation_document_id and d.kind = ''M02'' and d.account_id = new.account_id)) or (new.evidence_document_id is not null and not exists (select 1 from document d where d.id = new.evidence_document_id and d.kind = ''M03'' and d.account_id = new.account_id))
  then raise exception ''files of a suggestion are stored by its account as what they are'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger methodology_suggestion_files before insert or update on methodology_suggestion for each row execute function methodology_suggestion_files();

-- Whoever acts for the account is told of each step, in its own transaction; of what is only written, and of single opinions, there is nothing to tell.
create function notice_suggestion_step() returns trigger language plpgsql as
'begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, ''SuggestionMoved'', new.subject_kind, new.subject_id, new.seq, new.action, new.to_state, new.at
  from methodology_suggestion s join login l on l.account_id = s.account_id and l.ended_at is null and l.role in (''Initiator'', ''Confirmer'', ''Visitor'') and l.person_id <> new.person_id
  where s.id = new.subject_id;
  return null;
end';
create trigger notice_suggestion_step after insert on state_history for each row when (new.seq > 0 and new.subject_kind = 'methodology-suggestion' and new.action not in ('Save', 'Assess')) execute function notice_suggestion_step();

-- What waits: for the registry body from the filing to the decision, and until the methodology of an adopted one is published; for the suggester what came back.
create function suggestion_waits() returns trigger language plpgsql as
'begin
  delete from work_item where subject_id = new.id and ((account_id = 0 and new.status not in (''Submitted'', ''FormCheck'', ''Assessment'', ''PublicComment'', ''Adopted'')) or (account_id = new.account_id and new.status <> ''Returned''));
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_order)
  select new.id, w.account_id, ''Suggestion'', ''Side'', new.status, new.id, greatest(new.submitted_at, new.decided_at, new.public_at), ''9999-01-01''
  from (select 0 as account_id where new.status in (''Submitted'', ''FormCheck'', ''Assessment'', ''PublicComment'', ''Adopted'') union all select new.account_id where new.status = ''Returned'') w
  on conflict (subject_id, account_id) do update set what = excluded.what, since = excluded.since;
  return null;
end';
create trigger suggestion_waits after update on methodology_suggestion for each row when (old.status <> new.status) execute function suggestion_waits();
