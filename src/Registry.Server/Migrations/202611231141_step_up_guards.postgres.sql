create trigger step_up_no_delete before delete or truncate on step_up for each statement execute function refuse_change();

create function step_up_once() returns trigger language plpgsql as
'begin if old.id <> new.id or old.session_id <> new.session_id or old.login_id <> new.login_id or old.op_hash <> new.op_hash or old.code_mac <> new.code_mac or old.issued_at <> new.issued_at
  or old.expires_at <> new.expires_at or old.used_at is not null or old.void_at is not null or new.tries < old.tries
  then raise exception ''a code for a step is used or voided once'' using errcode = ''restrict_violation''; end if; return new; end';
create trigger step_up_once before update on step_up for each row execute function step_up_once();
