do $grants$
declare r record;
begin
  begin
    create role registry_app nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  begin
    create role registry_public nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  execute format('grant usage on schema %I to registry_app, registry_public', current_schema());
  execute format('grant select, insert, update, delete on all tables in schema %I to registry_app', current_schema());
  execute format('revoke all on all tables in schema %I from registry_public', current_schema());
  -- What is only ever added to.
  for r in select tablename from pg_tables where schemaname = current_schema()
    and tablename in ('audit_entry', 'audit_subject', 'state_history', 'document_content', 'entry', 'posting', 'lot', 'cancellation', 'cancellation_block',
      'account_name_history', 'account_opening_reason', 'account_opening_material', 'methodology_revision', 'calendar_day', 'calendar_year',
      'password_history', 'sealing_key', 'intent', 'signed_act', 'staff_note', 'erased_visitor', 'sign_in_alarm', 'audit_link',
      'methodology_suggestion_filing', 'methodology_suggestion_reason', 'methodology_suggestion_opinion')
  loop
    execute format('revoke update, delete, truncate on %I from registry_app', r.tablename);
  end loop;
  -- The keys of the cookies are sealed anew when the personal key is changed; a trigger lets nothing else pass.
  if to_regclass('sealing_key') is not null then grant update (element_cipher) on sealing_key to registry_app; end if;
  -- With a visitor's personal data go the files and passwords that were only his or hers; triggers let nothing else pass.
  if to_regclass('erased_visitor') is not null then grant delete on document_content, password_history to registry_app; end if;
  for r in select viewname from pg_views where schemaname = current_schema() and viewname like 'public\_%'
  loop
    execute format('grant select on %I to registry_public', r.viewname);
  end loop;
  -- The working calendar is published by the State Council.
  grant select on calendar_day, calendar_year to registry_public;
end
$grants$;
