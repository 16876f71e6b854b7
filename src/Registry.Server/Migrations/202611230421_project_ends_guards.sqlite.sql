create trigger project_end_is_final before update on project
when old.status in ('Deregistered', 'Revoked')
begin select raise(abort, 'a project that ended is never registered again'); end;
create trigger filing_ban_no_update before update on filing_ban begin select raise(abort, 'filing_ban is append-only'); end;
create trigger filing_ban_no_delete before delete on filing_ban begin select raise(abort, 'filing_ban is append-only'); end;
create trigger fingerprint_clearance_no_update before update on fingerprint_clearance begin select raise(abort, 'fingerprint_clearance is append-only'); end;
create trigger fingerprint_clearance_no_delete before delete on fingerprint_clearance begin select raise(abort, 'fingerprint_clearance is append-only'); end;
create trigger allowance_attestation_no_update before update on allowance_attestation begin select raise(abort, 'allowance_attestation is append-only'); end;
create trigger allowance_attestation_no_delete before delete on allowance_attestation begin select raise(abort, 'allowance_attestation is append-only'); end;
create trigger allowance_finding_no_update before update on allowance_finding begin select raise(abort, 'allowance_finding is append-only'); end;
create trigger allowance_finding_no_delete before delete on allowance_finding begin select raise(abort, 'allowance_finding is append-only'); end;
create trigger application_flag_no_update before update on application_flag begin select raise(abort, 'application_flag is append-only'); end;
create trigger application_flag_no_delete before delete on application_flag begin select raise(abort, 'application_flag is append-only'); end;

create trigger reduction_vintage_fixed before update on reduction_vintage
when old.reduction_id <> new.reduction_id or old.vintage <> new.vintage or old.tonnes <> new.tonnes or old.status = 'Issued'
  or (new.status = 'Issued' and old.status <> 'Issuing')
begin select raise(abort, 'a registered amount is never changed, and issued once'); end;
create trigger reduction_vintage_no_delete before delete on reduction_vintage begin select raise(abort, 'a registered amount is kept for ever'); end;

create trigger project_facts_written_in_time before insert on project_facts
when (select case new.stage when 'Notice' then a.status <> 'Draft' else a.status not in ('AwaitingUpload', 'AwaitingOwner') end from application a where a.id = new.application_id)
begin select raise(abort, 'published facts are never changed'); end;
create trigger project_facts_fixed before update on project_facts
when (select case new.stage when 'Notice' then a.status <> 'Draft' else a.status not in ('AwaitingUpload', 'AwaitingOwner') end from application a where a.id = new.application_id)
begin select raise(abort, 'published facts are never changed'); end;
create trigger project_facts_no_delete before delete on project_facts begin select raise(abort, 'published facts are kept for ever'); end;
create trigger reduction_facts_written_in_time before insert on reduction_facts
when (select case new.stage when 'Notice' then a.status <> 'Draft' else a.status not in ('AwaitingUpload', 'AwaitingOwner') end from application a where a.id = new.application_id)
begin select raise(abort, 'published facts are never changed'); end;
create trigger reduction_facts_fixed before update on reduction_facts
when (select case new.stage when 'Notice' then a.status <> 'Draft' else a.status not in ('AwaitingUpload', 'AwaitingOwner') end from application a where a.id = new.application_id)
begin select raise(abort, 'published facts are never changed'); end;
create trigger reduction_facts_no_delete before delete on reduction_facts begin select raise(abort, 'published facts are kept for ever'); end;
create trigger reduction_amount_written_in_time before insert on reduction_amount
when (select case new.stage when 'Notice' then a.status <> 'Draft' else a.status not in ('AwaitingUpload', 'AwaitingOwner') end from application a where a.id = new.application_id)
begin select raise(abort, 'published facts are never changed'); end;
create trigger reduction_amount_fixed before update on reduction_amount begin select raise(abort, 'published facts are never changed'); end;
create trigger reduction_amount_no_delete before delete on reduction_amount
when (select case old.stage when 'Notice' then a.status <> 'Draft' else a.status not in ('AwaitingUpload', 'AwaitingOwner') end from application a where a.id = old.application_id)
begin select raise(abort, 'published facts are kept for ever'); end;
