create trigger sign_in_alarm_no_update before update on sign_in_alarm begin select raise(abort, 'sign_in_alarm is append-only'); end;
create trigger sign_in_alarm_no_delete before delete on sign_in_alarm begin select raise(abort, 'sign_in_alarm is append-only'); end;
-- Whatever writes the alarm down tells those who look after security, in the same transaction.
create trigger sign_in_alarm_told after insert on sign_in_alarm
begin
  insert into notice(login_id, event, subject_kind, subject_id, step, what, state, at)
  select l.id, 'SecurityAlarm', 'sign-in', new.id, 0, cast(new.logins as text), 'ManyLogins', new.at
  from login l where l.account_id = 0 and l.ended_at is null and l.role in ('Clerk', 'Reviewer', 'Administrator');
end;
