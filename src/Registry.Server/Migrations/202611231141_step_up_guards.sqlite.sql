create trigger step_up_no_delete before delete on step_up begin select raise(abort, 'step_up is kept'); end;

create trigger step_up_once before update on step_up
when old.id <> new.id or old.session_id <> new.session_id or old.login_id <> new.login_id or old.op_hash <> new.op_hash or old.code_mac <> new.code_mac or old.issued_at <> new.issued_at
  or old.expires_at <> new.expires_at or old.used_at is not null or old.void_at is not null or new.tries < old.tries
begin select raise(abort, 'a code for a step is used or voided once'); end;
