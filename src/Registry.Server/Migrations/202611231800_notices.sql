-- What is told to whoever is signed in: a row for each login and event, written by the triggers of the next file in the transaction of the event itself, whichever
-- way it comes about.
create table notice(
  login_id $long$ not null references login(id),
  event text not null check (event in ('AwaitsMe', 'ProposalEnded', 'CaseMoved', 'NoticeWindow', 'DeadlineNear', 'AccountChanged', 'OpeningMoved', 'SuggestionMoved', 'CommentReceived', 'SignedInElsewhere', 'PasskeyCopied', 'SecurityAlarm', 'Broadcast')),
  subject_kind text not null check (subject_kind in ('proposal', 'application', 'project', 'project-change', 'account', 'account-change', 'account-request', 'account-opening', 'comment', 'session', 'passkey', 'work', 'broadcast', 'document', 'methodology-suggestion', 'sign-in')),
  subject_id $long$ not null,
  step $int$ not null check (step >= 0), -- a thing may be told of again with each of its steps
  what text not null, -- an act, or a kind of work; of a comment the application that it is about
  state text not null, -- where it led
  at $instant$ not null,
  read_at $instant$,
  primary key (login_id, event, subject_id, step, state),
  check (read_at is null or read_at >= at)
);
create index notice_list on notice(login_id, at, subject_id, step);
create index notice_unread on notice(login_id, at) where read_at is null;
create index notice_awaits on notice(subject_id) where event = 'AwaitsMe' and read_at is null;
create index notice_read on notice(read_at) where read_at is not null and event <> 'Broadcast'; -- what the registry told many is kept
create index notice_old on notice(at) where read_at is null and event <> 'Broadcast';
create index notice_of_broadcast on notice(subject_id, login_id) where event = 'Broadcast';
create index login_side on login(account_id, role) where ended_at is null;

-- Whose a thing is: the accounts whose people are told when it takes a step.
create view noticed_account as
select 'application' as kind, id, account_id from application
union all
select 'application', a.id, b.account_id from application a join verification_body b on b.id = a.body_id
where b.account_id is not null and a.status not in ('Draft', 'AwaitingConfirmer', 'AwaitingNoticeApproval', 'NoticeReturned')
union all
select 'project', id, account_id from project
union all
select 'project-change', id, account_id from project_change
union all
select 'project-change', id, new_account_id from project_change where new_account_id is not null
union all
select 'account', id, id from account
union all
select 'account-change', id, account_id from account_change
union all
select 'account-request', id, account_id from account_request;
