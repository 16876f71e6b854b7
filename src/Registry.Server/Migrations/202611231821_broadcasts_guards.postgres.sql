create trigger broadcast_no_delete before delete or truncate on broadcast for each statement execute function refuse_change();

create function broadcast_by_two() returns trigger language plpgsql as
'begin if new.withdrawn_at is not null or new.recipients is not null or not exists (select 1 from proposal p where p.id = new.id and p.action = ''notices.broadcast'' and p.status = ''Confirmed'')
  then raise exception ''a broadcast is published by two officers'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger broadcast_by_two before insert on broadcast for each row execute function broadcast_by_two();

create function broadcast_ends_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.title_zh <> new.title_zh or old.title_en <> new.title_en or old.text_zh <> new.text_zh or old.text_en <> new.text_en or old.audience <> new.audience or old.among <> new.among
  or old.by_sms <> new.by_sms or old.by_email <> new.by_email or old.urgent <> new.urgent or old.from_on <> new.from_on or old.until_on <> new.until_on or old.published_at <> new.published_at
  or old.recipients_seen <> new.recipients_seen or (old.recipients is not null and (new.recipients is null or old.recipients <> new.recipients)) or old.withdrawn_at is not null
  or (new.withdrawn_at is not null and not exists (select 1 from proposal p where p.id = new.withdrawn_proposal_id and p.action = ''notices.withdraw-broadcast'' and p.status = ''Confirmed''))
  then raise exception ''a broadcast changes only by being withdrawn, once, by two officers'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger broadcast_ends_once before update on broadcast for each row execute function broadcast_ends_once();

create function notice_of_a_broadcast() returns trigger language plpgsql as
'begin if (new.event = ''Broadcast'') <> (new.subject_kind = ''broadcast'') or (new.event = ''Broadcast'' and not exists (select 1 from broadcast b where b.id = new.subject_id and b.withdrawn_at is null and b.published_at <= new.at))
  then raise exception ''there is no such broadcast'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger notice_of_a_broadcast before insert on notice for each row when (new.event = 'Broadcast' or new.subject_kind = 'broadcast') execute function notice_of_a_broadcast();

create function notice_of_a_broadcast_is_kept() returns trigger language plpgsql as
'begin raise exception ''what was announced is kept'' using errcode = ''restrict_violation''; end';
create trigger notice_of_a_broadcast_is_kept before delete on notice for each row when (old.event = 'Broadcast') execute function notice_of_a_broadcast_is_kept();

-- What is owed of it by message: the ways that two officers chose, and where it is not urgent those that its reader takes. One statement for all its notices.
create function notice_broadcast_owed() returns trigger language plpgsql as
'begin
  insert into notice_delivery(login_id, event, subject_id, step, state, channel, due_at)
  select n.login_id, n.event, n.subject_id, n.step, n.state, ''Sms'', n.at from told n join notice_taken t on t.login_id = n.login_id and t.event = ''Broadcast'' join broadcast b on b.id = n.subject_id
  where n.event = ''Broadcast'' and b.by_sms and t.has_phone and (b.urgent or t.sms)
  union all
  select n.login_id, n.event, n.subject_id, n.step, n.state, ''Email'', n.at from told n join notice_taken t on t.login_id = n.login_id and t.event = ''Broadcast'' join broadcast b on b.id = n.subject_id
  where n.event = ''Broadcast'' and b.by_email and t.has_email and (b.urgent or t.email);
  return null;
end';
create trigger notice_broadcast_owed after insert on notice referencing new table as told for each statement execute function notice_broadcast_owed();
