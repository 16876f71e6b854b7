create function proposal_waits() returns trigger language plpgsql as
'begin
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, initiator_person_id, since, due_on, due_order)
  values (new.id, new.account_id, ''Proposal'', ''Second'', new.action, new.id, new.initiator_person_id, new.proposed_at,
    (new.expires_at at time zone ''Asia/Shanghai'')::date, (new.expires_at at time zone ''Asia/Shanghai'')::date);
  return null;
end';
create trigger proposal_waits after insert on proposal for each row when (new.status = 'Pending') execute function proposal_waits();
create function proposal_done() returns trigger language plpgsql as
'begin delete from work_item where subject_id = new.id and account_id = new.account_id; return null; end';
create trigger proposal_done after update on proposal for each row when (new.status <> 'Pending') execute function proposal_done();

create function keep_case_work(changed bigint) returns void language plpgsql as
'begin
  delete from work_item w where w.subject_id = changed and not exists (select 1 from case_work c where c.subject_id = changed and c.account_id = w.account_id);
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_on, due_order)
  select c.subject_id, c.account_id, c.kind, ''Side'', c.what, c.subject_id, c.since, c.due_on, coalesce(c.due_on, ''9999-01-01'') from case_work c where c.subject_id = changed
  on conflict (subject_id, account_id) do update set what = excluded.what, due_on = excluded.due_on, due_order = excluded.due_order,
    since = case when work_item.what = excluded.what then work_item.since else excluded.since end,
    reminded = case when work_item.due_order = excluded.due_order then work_item.reminded else ''None'' end
  where work_item.what <> excluded.what or work_item.due_order <> excluded.due_order;
end';
create function application_waits() returns trigger language plpgsql as 'begin perform keep_case_work(new.id); return null; end';
create trigger application_waits_new after insert on application for each row execute function application_waits();
create trigger application_waits after update on application for each row when (
  (old.status, old.due_on, old.notice_end, old.notice_suspended_at, old.recall_requested_at, old.account_id, old.body_id) is distinct from
  (new.status, new.due_on, new.notice_end, new.notice_suspended_at, new.recall_requested_at, new.account_id, new.body_id)) execute function application_waits();
create function body_waits() returns trigger language plpgsql as
'begin perform keep_case_work(a.id) from application a where a.body_id = new.id and a.status = ''AwaitingUpload''; return null; end';
create trigger body_waits after update of account_id on verification_body for each row execute function body_waits();

create function comment_waits() returns trigger language plpgsql as
'begin
  if new.status = ''Awaiting'' then
    insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_order)
    values (new.id, 0, ''Comment'', ''Side'', ''Awaiting'', new.application_id, new.submitted_at, ''9999-01-01'') on conflict (subject_id, account_id) do nothing;
  else
    delete from work_item where subject_id = new.id and account_id = 0;
  end if;
  return null;
end';
create trigger comment_waits after insert or update of status on notice_comment for each row execute function comment_waits();

create function asked_waits() returns trigger language plpgsql as
'declare
  due date := case when tg_argv[0] <> ''Request'' then (to_jsonb(new) ->> ''due_on'')::date end;
  page bigint := case when tg_argv[0] = ''Request'' then (to_jsonb(new) ->> ''account_id'')::bigint else new.id end;
  what text := case when tg_argv[0] = ''Request'' then to_jsonb(new) ->> ''kind'' else new.status end;
  since timestamptz := coalesce(to_jsonb(new) ->> ''submitted_at'', to_jsonb(new) ->> ''received_at'')::timestamptz;
begin
  if new.status = ''AwaitingReview'' then
    insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_on, due_order)
    values (new.id, 0, tg_argv[0], ''Side'', what, page, since, due, coalesce(due, ''9999-01-01''))
    on conflict (subject_id, account_id) do nothing;
  else
    delete from work_item where subject_id = new.id and account_id = 0;
  end if;
  return null;
end';
create trigger opening_waits after insert or update of status on account_opening for each row execute function asked_waits('Opening');
create trigger change_waits after insert or update of status on account_change for each row execute function asked_waits('Change');
create trigger request_waits after insert or update of status on account_request for each row execute function asked_waits('Request');

-- Whoever has it is an officer now; who leaves gives it back.
create function work_goes_to_officers() returns trigger language plpgsql as
'begin
  if not exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null and (new.hand = ''Side'' or o.role = ''Reviewer''))
  then raise exception ''work goes to an officer who can do it'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger work_goes_to_officers before insert or update of person_id on work_item for each row when (new.person_id is not null) execute function work_goes_to_officers();
create function officer_gives_work_back() returns trigger language plpgsql as
'begin
  update work_item set person_id = null, for_person_id = null where person_id = new.person_id
    and not exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null and (work_item.hand = ''Side'' or o.role = ''Reviewer''));
  update work_item set for_person_id = null where for_person_id = new.person_id
    and not exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null);
  return null;
end';
create trigger officer_gives_work_back after update of left_at on officer for each row when (new.left_at is not null) execute function officer_gives_work_back();

create trigger staff_note_no_change before update or delete or truncate on staff_note for each statement execute function refuse_change();
create function staff_note_by_officers() returns trigger language plpgsql as
'begin
  if not exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null)
  then raise exception ''notes are written by officers'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger staff_note_by_officers before insert on staff_note for each row execute function staff_note_by_officers();
