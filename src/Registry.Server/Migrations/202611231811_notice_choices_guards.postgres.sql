create function notice_kind_fixed() returns trigger language plpgsql as
'begin raise exception ''the kinds of notices are fixed'' using errcode = ''restrict_violation''; end';
create trigger notice_kind_fixed before insert or update or delete or truncate on notice_kind for each statement execute function notice_kind_fixed();

create function notice_choice_is_open() returns trigger language plpgsql as
'begin if (tg_op = ''UPDATE'' and (new.login_id <> old.login_id or new.event <> old.event))
  or not exists (select 1 from notice_taken t where t.login_id = new.login_id and t.event = new.event and t.open and (new.in_portal or not t.fixed))
  then raise exception ''this is nothing that the login may choose'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger notice_choice_is_open before insert or update on notice_choice for each row execute function notice_choice_is_open();

-- In the transaction of the event itself: what is owed by message, and what its reader does not want in the portal counts as read. Deadlines are written by what reminds of them.
create function notice_owed() returns trigger language plpgsql as
'declare t record;
begin
  select * into t from notice_taken v where v.login_id = new.login_id and v.event = new.event;
  if not found then return null; end if;
  if t.sms and t.has_phone and t.event <> ''DeadlineNear'' then
    insert into notice_delivery(login_id, event, subject_id, step, state, channel, due_at) values (new.login_id, new.event, new.subject_id, new.step, new.state, ''Sms'', new.at);
  end if;
  if t.email and t.has_email and t.event <> ''DeadlineNear'' then
    insert into notice_delivery(login_id, event, subject_id, step, state, channel, due_at) values (new.login_id, new.event, new.subject_id, new.step, new.state, ''Email'', new.at);
  end if;
  if not t.in_portal then
    update notice set read_at = new.at where login_id = new.login_id and event = new.event and subject_id = new.subject_id and step = new.step and state = new.state and read_at is null;
  end if;
  return null;
end';
create trigger notice_owed after insert on notice for each row when (new.event <> 'Broadcast') execute function notice_owed();

create function notice_delivery_settles_once() returns trigger language plpgsql as
'begin if old.settled_at is not null or old.login_id <> new.login_id or old.event <> new.event or old.subject_id <> new.subject_id or old.step <> new.step or old.state <> new.state
  or old.channel <> new.channel or new.due_at < old.due_at
  then raise exception ''what is owed is settled once'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger notice_delivery_settles_once before update on notice_delivery for each row execute function notice_delivery_settles_once();

create function notice_delivery_begins_owed() returns trigger language plpgsql as
'begin raise exception ''what is owed is settled later'' using errcode = ''restrict_violation''; end';
create trigger notice_delivery_begins_owed before insert on notice_delivery for each row when (new.settled_at is not null) execute function notice_delivery_begins_owed();

create function notice_delivery_goes_with_its_notice() returns trigger language plpgsql as
'begin if exists (select 1 from notice n where n.login_id = old.login_id and n.event = old.event and n.subject_id = old.subject_id and n.step = old.step and n.state = old.state)
  then raise exception ''what is owed goes only with its notice'' using errcode = ''restrict_violation''; end if; return old; end';
create trigger notice_delivery_goes_with_its_notice before delete on notice_delivery for each row execute function notice_delivery_goes_with_its_notice();
