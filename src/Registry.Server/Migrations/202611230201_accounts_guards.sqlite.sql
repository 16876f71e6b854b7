create trigger person_no_delete before delete on person begin select raise(abort, 'person is kept'); end;
create trigger account_no_delete before delete on account begin select raise(abort, 'account is kept for ever'); end;
create trigger account_name_history_no_update before update on account_name_history begin select raise(abort, 'account_name_history is append-only'); end;
create trigger account_name_history_no_delete before delete on account_name_history begin select raise(abort, 'account_name_history is append-only'); end;
create trigger account_opening_reason_no_update before update on account_opening_reason begin select raise(abort, 'account_opening_reason is append-only'); end;
create trigger account_opening_reason_no_delete before delete on account_opening_reason begin select raise(abort, 'account_opening_reason is append-only'); end;
create trigger account_opening_material_no_update before update on account_opening_material begin select raise(abort, 'account_opening_material is append-only'); end;
create trigger account_opening_material_no_delete before delete on account_opening_material begin select raise(abort, 'account_opening_material is append-only'); end;
create trigger account_representative_no_delete before delete on account_representative begin select raise(abort, 'account_representative is kept'); end;
create trigger methodology_no_delete before delete on methodology begin select raise(abort, 'methodology is kept'); end;
create trigger methodology_revision_no_update before update on methodology_revision begin select raise(abort, 'methodology_revision is append-only'); end;
create trigger methodology_revision_no_delete before delete on methodology_revision begin select raise(abort, 'methodology_revision is append-only'); end;
create trigger verification_body_no_delete before delete on verification_body begin select raise(abort, 'verification_body is kept'); end;
create trigger verification_body_sector_no_delete before delete on verification_body_sector begin select raise(abort, 'verification_body_sector is kept'); end;
create trigger calendar_day_no_update before update on calendar_day begin select raise(abort, 'calendar_day is append-only'); end;
create trigger calendar_day_no_delete before delete on calendar_day begin select raise(abort, 'calendar_day is append-only'); end;
create trigger calendar_year_no_update before update on calendar_year begin select raise(abort, 'calendar_year is append-only'); end;
create trigger calendar_year_no_delete before delete on calendar_year begin select raise(abort, 'calendar_year is append-only'); end;

create trigger account_keeps_identity before update on account
when old.number <> new.number or old.type <> new.type or old.credit_code is not new.credit_code or old.opened_on <> new.opened_on
  or (old.opening_id is not new.opening_id and old.status <> 'Incomplete') or old.status = 'Closed' or (old.status = 'Closing' and new.status not in ('Closing', 'Closed'))
begin select raise(abort, 'an account keeps its number, type and credit code, and a closed one is never changed'); end;

create trigger account_representative_ends_once before update on account_representative
when old.account_id <> new.account_id or old.role <> new.role or old.person_id <> new.person_id or old.since <> new.since or old.until is not null
begin select raise(abort, 'a representation changes only by its end'); end;

create trigger person_keeps_document before update on person
when old.document_index <> new.document_index or old.document_kind <> new.document_kind
begin select raise(abort, 'a person keeps the document that identifies him or her'); end;

create trigger subject_claim_of_account_stays_on_update before update on subject_claim
when old.account_id is not null begin select raise(abort, 'the claim of an account stays for ever'); end;
create trigger subject_claim_of_account_stays_on_delete before delete on subject_claim
when old.account_id is not null begin select raise(abort, 'the claim of an account stays for ever'); end;

create trigger account_representative_is_claimed before insert on account_representative
when not exists (select 1 from representation_claim where person_id = new.person_id)
begin select raise(abort, 'a representative is claimed for one subject'); end;
