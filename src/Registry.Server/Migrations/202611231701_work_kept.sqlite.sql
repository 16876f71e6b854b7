create trigger proposal_waits after insert on proposal when new.status = 'Pending'
begin
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, initiator_person_id, since, due_on, due_order)
  values (new.id, new.account_id, 'Proposal', 'Second', new.action, new.id, new.initiator_person_id, new.proposed_at,
    date(new.expires_at, '+8 hours'), date(new.expires_at, '+8 hours'));
end;
create trigger proposal_done after update on proposal when new.status <> 'Pending'
begin delete from work_item where subject_id = new.id and account_id = new.account_id; end;

create trigger application_waits_new after insert on application
begin
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_on, due_order)
  select c.subject_id, c.account_id, c.kind, 'Side', c.what, c.subject_id, c.since, c.due_on, coalesce(c.due_on, '9999-01-01') from case_work c where c.subject_id = new.id;
end;
create trigger application_waits after update on application
when old.status <> new.status or old.due_on is not new.due_on or old.notice_end is not new.notice_end or old.notice_suspended_at is not new.notice_suspended_at
  or old.recall_requested_at is not new.recall_requested_at or old.account_id <> new.account_id or old.body_id <> new.body_id
begin
  delete from work_item where subject_id = new.id and not exists (select 1 from case_work c where c.subject_id = new.id and c.account_id = work_item.account_id);
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_on, due_order)
  select c.subject_id, c.account_id, c.kind, 'Side', c.what, c.subject_id, c.since, c.due_on, coalesce(c.due_on, '9999-01-01') from case_work c where c.subject_id = new.id
  on conflict (subject_id, account_id) do update set what = excluded.what, due_on = excluded.due_on, due_order = excluded.due_order,
    since = case when work_item.what = excluded.what then work_item.since else excluded.since end,
    reminded = case when work_item.due_order = excluded.due_order then work_item.reminded else 'None' end
  where work_item.what <> excluded.what or work_item.due_order <> excluded.due_order;
end;
create trigger body_waits after update of account_id on verification_body
begin
  delete from work_item where subject_id in (select a.id from application a where a.body_id = new.id and a.status = 'AwaitingUpload');
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_order)
  select c.subject_id, c.account_id, c.kind, 'Side', c.what, c.subject_id, c.since, '9999-01-01' from case_work c
  where c.subject_id in (select a.id from application a where a.body_id = new.id and a.status = 'AwaitingUpload');
end;

create trigger comment_waits after insert on notice_comment when new.status = 'Awaiting'
begin
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_order)
  values (new.id, 0, 'Comment', 'Side', 'Awaiting', new.application_id, new.submitted_at, '9999-01-01');
end;
create trigger comment_done after update of status on notice_comment when new.status <> 'Awaiting'
begin delete from work_item where subject_id = new.id and account_id = 0; end;

create trigger opening_waits_new after insert on account_opening when new.status = 'AwaitingReview'
begin
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_on, due_order)
  values (new.id, 0, 'Opening', 'Side', new.status, new.id, new.submitted_at, new.due_on, new.due_on);
end;
create trigger opening_waits after update of status on account_opening when new.status = 'AwaitingReview'
begin
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_on, due_order)
  values (new.id, 0, 'Opening', 'Side', new.status, new.id, new.submitted_at, new.due_on, new.due_on) on conflict (subject_id, account_id) do nothing;
end;
create trigger opening_done after update of status on account_opening when new.status <> 'AwaitingReview'
begin delete from work_item where subject_id = new.id and account_id = 0; end;

create trigger change_waits after insert on account_change when new.status = 'AwaitingReview'
begin
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_on, due_order)
  values (new.id, 0, 'Change', 'Side', new.status, new.id, new.received_at, new.due_on, new.due_on);
end;
create trigger change_done after update of status on account_change when new.status <> 'AwaitingReview'
begin delete from work_item where subject_id = new.id and account_id = 0; end;

create trigger request_waits after insert on account_request when new.status = 'AwaitingReview'
begin
  insert into work_item(subject_id, account_id, kind, hand, what, page_id, since, due_order)
  values (new.id, 0, 'Request', 'Side', new.kind, new.account_id, new.received_at, '9999-01-01');
end;
create trigger request_done after update of status on account_request when new.status <> 'AwaitingReview'
begin delete from work_item where subject_id = new.id and account_id = 0; end;

-- Whoever has it is an officer now; who leaves gives it back.
create trigger work_goes_to_officers before update of person_id on work_item
when new.person_id is not null
  and not exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null and (new.hand = 'Side' or o.role = 'Reviewer'))
begin select raise(abort, 'work goes to an officer who can do it'); end;
create trigger work_begins_free before insert on work_item when new.person_id is not null
begin select raise(abort, 'work goes to an officer who can do it'); end;
create trigger officer_gives_work_back after update of left_at on officer when new.left_at is not null
begin
  update work_item set person_id = null, for_person_id = null where person_id = new.person_id
    and not exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null and (work_item.hand = 'Side' or o.role = 'Reviewer'));
  update work_item set for_person_id = null where for_person_id = new.person_id
    and not exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null);
end;

create trigger staff_note_no_update before update on staff_note begin select raise(abort, 'staff_note is append-only'); end;
create trigger staff_note_no_delete before delete on staff_note begin select raise(abort, 'staff_note is append-only'); end;
create trigger staff_note_by_officers before insert on staff_note
when not exists (select 1 from officer o where o.person_id = new.person_id and o.left_at is null)
begin select raise(abort, 'notes are written by officers'); end;
