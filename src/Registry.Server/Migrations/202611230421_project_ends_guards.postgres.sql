create function project_end_is_final() returns trigger language plpgsql as
'begin if old.status in (''Deregistered'', ''Revoked'') then raise exception ''a project that ended is never registered again'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger project_end_is_final before update on project for each row execute function project_end_is_final();
create trigger filing_ban_no_change before update or delete or truncate on filing_ban for each statement execute function refuse_change();
create trigger fingerprint_clearance_no_change before update or delete or truncate on fingerprint_clearance for each statement execute function refuse_change();
create trigger allowance_attestation_no_change before update or delete or truncate on allowance_attestation for each statement execute function refuse_change();
create trigger allowance_finding_no_change before update or delete or truncate on allowance_finding for each statement execute function refuse_change();
create trigger application_flag_no_change before update or delete or truncate on application_flag for each statement execute function refuse_change();

create function reduction_vintage_fixed() returns trigger language plpgsql as
'begin
  if old.reduction_id <> new.reduction_id or old.vintage <> new.vintage or old.tonnes <> new.tonnes or old.status = ''Issued''
    or (new.status = ''Issued'' and old.status <> ''Issuing'')
  then raise exception ''a registered amount is never changed, and issued once'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger reduction_vintage_fixed before update on reduction_vintage for each row execute function reduction_vintage_fixed();
create trigger reduction_vintage_no_delete before delete or truncate on reduction_vintage for each statement execute function refuse_change();

create function facts_written_in_time() returns trigger language plpgsql as
'declare
  r record;
begin
  if tg_op = ''DELETE'' then r := old; else r := new; end if;
  if exists (select 1 from application a where a.id = r.application_id and case r.stage
    when ''Notice'' then a.status <> ''Draft'' else a.status not in (''AwaitingUpload'', ''AwaitingOwner'') end)
  then raise exception ''published facts are never changed'' using errcode = ''restrict_violation''; end if;
  return r;
end';
create trigger project_facts_written_in_time before insert or update on project_facts for each row execute function facts_written_in_time();
create trigger project_facts_no_delete before delete or truncate on project_facts for each statement execute function refuse_change();
create trigger reduction_facts_written_in_time before insert or update on reduction_facts for each row execute function facts_written_in_time();
create trigger reduction_facts_no_delete before delete or truncate on reduction_facts for each statement execute function refuse_change();
create trigger reduction_amount_written_in_time before insert or delete on reduction_amount for each row execute function facts_written_in_time();
create trigger reduction_amount_no_update before update or truncate on reduction_amount for each statement execute function refuse_change();
