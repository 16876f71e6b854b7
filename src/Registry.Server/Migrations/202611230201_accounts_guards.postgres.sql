create trigger person_no_delete before delete or truncate on person for each statement execute function refuse_change();
create trigger account_no_delete before delete or truncate on account for each statement execute function refuse_change();
create trigger account_name_history_no_change before update or delete or truncate on account_name_history for each statement execute function refuse_change();
create trigger account_opening_reason_no_change before update or delete or truncate on account_opening_reason for each statement execute function refuse_change();
create trigger account_opening_material_no_change before update or delete or truncate on account_opening_material for each statement execute function refuse_change();
create trigger account_representative_no_delete before delete or truncate on account_representative for each statement execute function refuse_change();
create trigger methodology_no_delete before delete or truncate on methodology for each statement execute function refuse_change();
create trigger methodology_revision_no_change before update or delete or truncate on methodology_revision for each statement execute function refuse_change();
create trigger verification_body_no_delete before delete or truncate on verification_body for each statement execute function refuse_change();
create trigger verification_body_sector_no_delete before delete or truncate on verification_body_sector for each statement execute function refuse_change();
create trigger calendar_day_no_change before update or delete or truncate on calendar_day for each statement execute function refuse_change();
create trigger calendar_year_no_change before update or delete or truncate on calendar_year for each statement execute function refuse_change();

create function account_keeps_identity() returns trigger language plpgsql as
'begin if old.number <> new.number or old.type <> new.type or old.credit_code is distinct from new.credit_code or old.opened_on <> new.opened_on
  or (old.opening_id is distinct from new.opening_id and old.status <> ''Incomplete'') or old.status = ''Closed'' or (old.status = ''Closing'' and new.status not in (''Closing'', ''Closed''))
  then raise exception ''an account keeps its number, type and credit code, and a closed one is never changed'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_keeps_identity before update on account for each row execute function account_keeps_identity();

create function account_representative_ends_once() returns trigger language plpgsql as
'begin if old.account_id <> new.account_id or old.role <> new.role or old.person_id <> new.person_id or old.since <> new.since or old.until is not null
  then raise exception ''a representation changes only by its end'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_representative_ends_once before update on account_representative for each row execute function account_representative_ends_once();

create function person_keeps_document() returns trigger language plpgsql as
'begin if old.document_index <> new.document_index or old.document_kind <> new.document_kind
  then raise exception ''a person keeps the document that identifies him or her'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger person_keeps_document before update on person for each row execute function person_keeps_document();

create function subject_claim_of_account_stays() returns trigger language plpgsql as
'begin if old.account_id is not null then raise exception ''the claim of an account stays for ever'' using errcode = ''restrict_violation''; end if;
  if tg_op = ''DELETE'' then return old; end if; return new; end';
create trigger subject_claim_of_account_stays before update or delete on subject_claim for each row execute function subject_claim_of_account_stays();

create function account_representative_is_claimed() returns trigger language plpgsql as
'begin if not exists (select 1 from representation_claim where person_id = new.person_id)
  then raise exception ''a representative is claimed for one subject'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger account_representative_is_claimed before insert on account_representative for each row execute function account_representative_is_claimed();
