create function expert_fixed() returns trigger language plpgsql as
'begin if old.id <> new.id or old.person_id <> new.person_id or old.entered_at <> new.entered_at
  then raise exception ''an entry of the roll stays with its person'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger expert_fixed before update on expert for each row execute function expert_fixed();
create trigger expert_no_delete before delete or truncate on expert for each statement execute function refuse_change();
create trigger expert_revision_no_change before update or delete or truncate on expert_revision for each statement execute function refuse_change();

create function expert_assessment_asked() returns trigger language plpgsql as
'begin if not exists (select 1 from application a where a.id = new.application_id and a.status = ''UnderAssessment'')
  then raise exception ''experts assess what is under assessment'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger expert_assessment_asked before insert on expert_assessment for each row execute function expert_assessment_asked();

create function expert_assessment_ends_once() returns trigger language plpgsql as
'begin
  if old.ended_at is not null or new.ended_at is null or old.id <> new.id or old.application_id <> new.application_id or old.round_no <> new.round_no
    or old.appointed <> new.appointed or old.seed is distinct from new.seed or old.candidates::text is distinct from new.candidates::text
    or old.question <> new.question or old.proposal_id <> new.proposal_id or old.asked_at <> new.asked_at
  then raise exception ''an assessment ends once, and what was asked stays'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger expert_assessment_ends_once before update on expert_assessment for each row execute function expert_assessment_ends_once();
create trigger expert_assessment_no_delete before delete or truncate on expert_assessment for each statement execute function refuse_change();

create function assessment_expert_in_time() returns trigger language plpgsql as
'begin if exists (select 1 from expert_assessment a where a.id = new.assessment_id and a.ended_at is not null)
  then raise exception ''nobody joins an assessment that ended'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger assessment_expert_in_time before insert on assessment_expert for each row execute function assessment_expert_in_time();
create trigger assessment_expert_no_change before update or delete or truncate on assessment_expert for each statement execute function refuse_change();
create trigger expert_fee_no_change before update or delete or truncate on expert_fee for each statement execute function refuse_change();

create function application_waits_for_experts() returns trigger language plpgsql as
'begin if new.status in (''Registered'', ''Ended'') and exists (select 1 from expert_assessment a where a.application_id = new.id and a.ended_at is null)
  then raise exception ''nothing is decided while experts assess it'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger application_waits_for_experts before update on application for each row execute function application_waits_for_experts();
