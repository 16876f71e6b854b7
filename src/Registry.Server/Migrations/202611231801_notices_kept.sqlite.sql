create trigger notice_proposal_waits after insert on proposal when new.status = 'Pending'
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'AwaitsMe', 'proposal', new.id, 0, new.action, 'Pending', new.proposed_at from login l
  where l.account_id = new.account_id and l.ended_at is null and l.person_id <> new.initiator_person_id
    and l.role = case when new.account_id = 0 then 'Reviewer' else 'Confirmer' end;
end;

create trigger notice_proposal_ends after update of status on proposal when old.status = 'Pending' and new.status <> 'Pending'
begin
  update notice set read_at = new.decided_at where subject_id = new.id and event = 'AwaitsMe' and read_at is null;
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'ProposalEnded', 'proposal', new.id, 1, new.action, new.status, new.decided_at from login l
  where l.account_id = new.account_id and l.ended_at is null
    and case when new.status = 'Withdrawn' then l.role in ('Confirmer', 'Reviewer') and l.person_id <> new.initiator_person_id
      else l.person_id = new.initiator_person_id and l.role in ('Initiator', 'Clerk') end;
end;

create trigger notice_step after insert on state_history when new.seq > 0 and new.subject_kind in ('application', 'project', 'project-change', 'account', 'account-change', 'account-request')
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, case when new.subject_kind like 'account%' then 'AccountChanged' when new.action in ('ApproveNotice', 'ChangeNotice', 'CloseNotice') then 'NoticeWindow' else 'CaseMoved' end,
    new.subject_kind, new.subject_id, new.seq, new.action, new.to_state, new.at
  from (select distinct account_id from noticed_account where kind = new.subject_kind and id = new.subject_id) n
  join login l on l.account_id = n.account_id and l.ended_at is null and l.role in ('Initiator', 'Confirmer', 'Visitor') and l.person_id <> new.person_id;
end;

-- Whoever applies for an account has no account yet: the login of the applicant is told.
create trigger notice_opening_step after insert on state_history when new.seq > 0 and new.subject_kind = 'account-opening'
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'OpeningMoved', new.subject_kind, new.subject_id, new.seq, new.action, new.to_state, new.at
  from account_opening o join login l on l.person_id = o.applicant_id and l.account_id = -1 and l.ended_at is null
  where o.id = new.subject_id and l.person_id <> new.person_id;
end;

-- Who was still at work in the older session is told; one that had lapsed for want of use is no news.
create trigger notice_session_replaced after update of end_reason on sign_in_session when old.end_reason is null and new.end_reason = 'Replaced' and new.ended_at < old.expires_at and julianday(new.ended_at) - julianday(old.seen_at) < 30.0 / 1440
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  values (new.login_id, 'SignedInElsewhere', 'session', new.id, 0, 'sign-in', 'Replaced', new.ended_at);
end;

-- A comment: the registry body that it is there to be read, owner and body once it is published; they deal with it. Likewise the number of those that came another way.
create trigger notice_comment_received after insert on notice_comment when new.status = 'Awaiting'
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'CommentReceived', 'comment', new.id, 0, cast(new.application_id as text), 'Awaiting', new.submitted_at from login l
  where l.account_id = 0 and l.role = 'Clerk' and l.ended_at is null and l.person_id <> new.person_id;
end;
create trigger notice_comment_published after update of status on notice_comment when old.status <> 'Published' and new.status = 'Published'
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'CommentReceived', 'comment', new.id, 1, cast(new.application_id as text), 'Published', new.moderated_at
  from (select distinct account_id from noticed_account where kind = 'application' and id = new.application_id) n
  join login l on l.account_id = n.account_id and l.ended_at is null and l.role in ('Initiator', 'Confirmer') and l.person_id <> new.person_id;
end;
create trigger notice_comments_outside after insert on outside_comments
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'CommentReceived', 'application', new.application_id, new.seq, cast(new.application_id as text), 'Outside', new.at
  from (select distinct account_id from noticed_account where kind = 'application' and id = new.application_id) n
  join login l on l.account_id = n.account_id and l.ended_at is null and l.role in ('Initiator', 'Confirmer');
end;

-- A passkey whose counter went back was refused: its holder is told, whichever step it was shown at.
create trigger notice_passkey_copied after insert on audit_entry when new.rule_code = 'sign-in.passkey-copied'
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'PasskeyCopied', 'passkey', new.id, 0, new.action, 'Refused', new.at from login l
  where l.person_id = new.person_id and l.account_id = new.account_id and l.role = new.role and l.ended_at is null;
end;

create trigger notice_is_read_once before update on notice
when old.login_id <> new.login_id or old.event <> new.event or old.subject_kind <> new.subject_kind or old.subject_id <> new.subject_id or old.step <> new.step or old.what <> new.what or old.state <> new.state or old.at <> new.at or old.read_at is not null or new.read_at is null
begin select raise(abort, 'a notice changes only by being read, once'); end;
