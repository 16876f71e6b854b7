create function refuse_change() returns trigger language plpgsql as
'begin raise exception ''% is append-only'', tg_table_name using errcode = ''restrict_violation''; end';

create trigger audit_entry_no_change before update or delete or truncate on audit_entry for each statement execute function refuse_change();
create trigger state_history_no_change before update or delete or truncate on state_history for each statement execute function refuse_change();
create trigger document_content_no_change before update or delete or truncate on document_content for each statement execute function refuse_change();
create trigger instruction_no_delete before delete or truncate on instruction for each statement execute function refuse_change();
create trigger proposal_no_delete before delete or truncate on proposal for each statement execute function refuse_change();

create function instruction_keeps_answer() returns trigger language plpgsql as
'begin if old.reply is not null or old.refusal is not null then raise exception ''an answered instruction is never changed'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger instruction_keeps_answer before update on instruction for each row execute function instruction_keeps_answer();

create function proposal_decided_once() returns trigger language plpgsql as
'begin if old.payload <> new.payload or old.payload_hash <> new.payload_hash or old.action <> new.action or old.account_id <> new.account_id
  or old.initiator_person_id <> new.initiator_person_id or old.expires_at <> new.expires_at or old.status <> ''Pending''
  then raise exception ''a proposal changes only by its one decision'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger proposal_decided_once before update on proposal for each row execute function proposal_decided_once();
