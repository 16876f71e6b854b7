create trigger broadcast_no_delete before delete on broadcast begin select raise(abort, 'broadcast is kept'); end;

create trigger broadcast_by_two before insert on broadcast
when new.withdrawn_at is not null or new.recipients is not null or not exists (select 1 from proposal p where p.id = new.id and p.action = 'notices.broadcast' and p.status = 'Confirmed')
begin select raise(abort, 'a broadcast is published by two officers'); end;

create trigger broadcast_ends_once before update on broadcast
when old.id <> new.id or old.title_zh <> new.title_zh or old.title_en <> new.title_en or old.text_zh <> new.text_zh or old.text_en <> new.text_en or old.audience <> new.audience or old.among <> new.among
  or old.by_sms <> new.by_sms or old.by_email <> new.by_email or old.urgent <> new.urgent or old.from_on <> new.from_on or old.until_on <> new.until_on or old.published_at <> new.published_at
  or old.recipients_seen <> new.recipients_seen or (old.recipients is not null and (new.recipients is null or old.recipients <> new.recipients)) or old.withdrawn_at is not null
  or (new.withdrawn_at is not null and not exists (select 1 from proposal p where p.id = new.withdrawn_proposal_id and p.action = 'notices.withdraw-broadcast' and p.status = 'Confirmed'))
begin select raise(abort, 'a broadcast changes only by being withdrawn, once, by two officers'); end;

create trigger notice_of_a_broadcast before insert on notice
when (new.event = 'Broadcast') <> (new.subject_kind = 'broadcast') or (new.event = 'Broadcast' and not exists (select 1 from broadcast b where b.id = new.subject_id and b.withdrawn_at is null and b.published_at <= new.at))
begin select raise(abort, 'there is no such broadcast'); end;
create trigger notice_of_a_broadcast_is_kept before delete on notice when old.event = 'Broadcast' begin select raise(abort, 'what was announced is kept'); end;

-- What is owed of it by message: the ways that two officers chose, and where it is not urgent those that its reader takes.
create trigger notice_broadcast_owed after insert on notice when new.event = 'Broadcast'
begin
  insert into notice_delivery(login_id, event, subject_id, step, state, channel, due_at)
  select new.login_id, new.event, new.subject_id, new.step, new.state, 'Sms', new.at from notice_taken t join broadcast b on b.id = new.subject_id
  where t.login_id = new.login_id and t.event = 'Broadcast' and b.by_sms and t.has_phone and (b.urgent or t.sms)
  union all
  select new.login_id, new.event, new.subject_id, new.step, new.state, 'Email', new.at from notice_taken t join broadcast b on b.id = new.subject_id
  where t.login_id = new.login_id and t.event = 'Broadcast' and b.by_email and t.has_email and (b.urgent or t.email);
end;
