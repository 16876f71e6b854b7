create trigger expert_fixed before update on expert
when old.id <> new.id or old.person_id <> new.person_id or old.entered_at <> new.entered_at
begin select raise(abort, 'an entry of the roll stays with its person'); end;
create trigger expert_no_delete before delete on expert begin select raise(abort, 'an entry of the roll is kept for ever'); end;
create trigger expert_revision_no_update before update on expert_revision begin select raise(abort, 'expert_revision is append-only'); end;
create trigger expert_revision_no_delete before delete on expert_revision begin select raise(abort, 'expert_revision is append-only'); end;

create trigger expert_assessment_asked before insert on expert_assessment
when not exists (select 1 from application a where a.id = new.application_id and a.status = 'UnderAssessment')
begin select raise(abort, 'experts assess what is under assessment'); end;
create trigger expert_assessment_ends_once before update on expert_assessment
when old.ended_at is not null or new.ended_at is null or old.id <> new.id or old.application_id <> new.application_id or old.round_no <> new.round_no
  or old.appointed <> new.appointed or old.seed is not new.seed or old.candidates is not new.candidates
  or old.question <> new.question or old.proposal_id <> new.proposal_id or old.asked_at <> new.asked_at
begin select raise(abort, 'an assessment ends once, and what was asked stays'); end;
create trigger expert_assessment_no_delete before delete on expert_assessment begin select raise(abort, 'an assessment is kept for ever'); end;

create trigger assessment_expert_in_time before insert on assessment_expert
when exists (select 1 from expert_assessment a where a.id = new.assessment_id and a.ended_at is not null)
begin select raise(abort, 'nobody joins an assessment that ended'); end;
create trigger assessment_expert_no_update before update on assessment_expert begin select raise(abort, 'assessment_expert is append-only'); end;
create trigger assessment_expert_no_delete before delete on assessment_expert begin select raise(abort, 'assessment_expert is append-only'); end;
create trigger expert_fee_no_update before update on expert_fee begin select raise(abort, 'expert_fee is append-only'); end;
create trigger expert_fee_no_delete before delete on expert_fee begin select raise(abort, 'expert_fee is append-only'); end;

create trigger application_waits_for_experts before update on application
when new.status in ('Registered', 'Ended') and exists (select 1 from expert_assessment a where a.application_id = new.id and a.ended_at is null)
begin select raise(abort, 'nothing is decided while experts assess it'); end;
