create trigger sign_in_alarm_no_change before update or delete or truncate on sign_in_alarm for each statement execute function refuse_change();
-- Whatever writes the alarm down tells those who look after security, in the same transaction.
create function sign_in_alarm_told() returns trigger language plpgsql as
'begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, ''SecurityAlarm'', ''sign-in'', new.id, 0, new.logins::text, ''ManyLogins'', new.at
  from login l where l.account_id = 0 and l.ended_at is null and l.role in (''Clerk'', ''Reviewer'', ''Administrator'');
  return null;
end';
create trigger sign_in_alarm_told after insert on sign_in_alarm for each row execute function sign_in_alarm_told();
