create trigger notice_kind_fixed_insert before insert on notice_kind begin select raise(abort, 'the kinds of notices are fixed'); end;
create trigger notice_kind_fixed_update before update on notice_kind begin select raise(abort, 'the kinds of notices are fixed'); end;
create trigger notice_kind_fixed_delete before delete on notice_kind begin select raise(abort, 'the kinds of notices are fixed'); end;

create trigger notice_choice_is_open before insert on notice_choice
when not exists (select 1 from notice_taken t where t.login_id = new.login_id and t.event = new.event and t.open and (new.in_portal or not t.fixed))
begin select raise(abort, 'this is nothing that the login may choose'); end;
create trigger notice_choice_stays_open before update on notice_choice
when new.login_id <> old.login_id or new.event <> old.event
  or not exists (select 1 from notice_taken t where t.login_id = new.login_id and t.event = new.event and t.open and (new.in_portal or not t.fixed))
begin select raise(abort, 'this is nothing that the login may choose'); end;

-- In the transaction of the event itself: what is owed by message, and what its reader does not want in the portal counts as read. Deadlines are written by what reminds of them.
create trigger notice_owed after insert on notice when new.event <> 'Broadcast'
begin
  insert into notice_delivery(login_id, event, subject_id, step, state, channel, due_at)
  select new.login_id, new.event, new.subject_id, new.step, new.state, 'Sms', new.at from notice_taken t
  where t.login_id = new.login_id and t.event = new.event and t.sms and t.has_phone and t.event <> 'DeadlineNear'
  union all
  select new.login_id, new.event, new.subject_id, new.step, new.state, 'Email', new.at from notice_taken t
  where t.login_id = new.login_id and t.event = new.event and t.email and t.has_email and t.event <> 'DeadlineNear';
  update notice set read_at = new.at where login_id = new.login_id and event = new.event and subject_id = new.subject_id and step = new.step and state = new.state and read_at is null
    and exists (select 1 from notice_taken t where t.login_id = new.login_id and t.event = new.event and not t.in_portal);
end;

create trigger notice_delivery_settles_once before update on notice_delivery
when old.settled_at is not null or old.login_id <> new.login_id or old.event <> new.event or old.subject_id <> new.subject_id or old.step <> new.step or old.state <> new.state
  or old.channel <> new.channel or new.due_at < old.due_at
begin select raise(abort, 'what is owed is settled once'); end;
create trigger notice_delivery_begins_owed before insert on notice_delivery when new.settled_at is not null begin select raise(abort, 'what is owed is settled later'); end;
create trigger notice_delivery_goes_with_its_notice before delete on notice_delivery
when exists (select 1 from notice n where n.login_id = old.login_id and n.event = old.event and n.subject_id = old.subject_id and n.step = old.step and n.state = old.state)
begin select raise(abort, 'what is owed goes only with its notice'); end;
