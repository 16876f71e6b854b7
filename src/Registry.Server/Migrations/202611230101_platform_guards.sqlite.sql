create trigger audit_entry_no_update before update on audit_entry begin select raise(abort, 'audit_entry is append-only'); end;
create trigger audit_entry_no_delete before delete on audit_entry begin select raise(abort, 'audit_entry is append-only'); end;
create trigger state_history_no_update before update on state_history begin select raise(abort, 'state_history is append-only'); end;
create trigger state_history_no_delete before delete on state_history begin select raise(abort, 'state_history is append-only'); end;
create trigger document_content_no_update before update on document_content begin select raise(abort, 'document_content is never replaced'); end;
create trigger document_content_no_delete before delete on document_content begin select raise(abort, 'document_content is never replaced'); end;
create trigger instruction_keeps_answer before update on instruction
when old.reply is not null or old.refusal is not null begin select raise(abort, 'an answered instruction is never changed'); end;
create trigger instruction_no_delete before delete on instruction begin select raise(abort, 'instruction is kept for ever'); end;
create trigger proposal_payload_fixed before update on proposal
when old.payload <> new.payload or old.payload_hash <> new.payload_hash or old.action <> new.action or old.account_id <> new.account_id
  or old.initiator_person_id <> new.initiator_person_id or old.expires_at <> new.expires_at or old.status <> 'Pending'
begin select raise(abort, 'a proposal changes only by its one decision'); end;
create trigger proposal_no_delete before delete on proposal begin select raise(abort, 'proposal is kept for ever'); end;
