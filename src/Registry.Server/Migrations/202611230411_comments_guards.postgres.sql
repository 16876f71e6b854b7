create function notice_comment_only_its_course() returns trigger language plpgsql as
'begin
  if old.id <> new.id or old.content <> new.content or old.application_id <> new.application_id or old.person_id <> new.person_id or old.account_id <> new.account_id
    or old.submitted_at <> new.submitted_at or (old.status <> ''Awaiting'' and old.status <> new.status)
    or (old.reply is not null and old.reply is distinct from new.reply)
    or (old.verified_at is not null and (old.verified_at is distinct from new.verified_at or old.verifier_note is distinct from new.verifier_note))
  then raise exception ''a comment is moderated, answered and verified once and its words never change'' using errcode = ''restrict_violation''; end if;
  return new;
end';
create trigger notice_comment_only_its_course before update on notice_comment for each row execute function notice_comment_only_its_course();
create trigger notice_comment_no_delete before delete or truncate on notice_comment for each statement execute function refuse_change();
create trigger commenter_no_delete before delete or truncate on commenter for each statement execute function refuse_change();
create trigger outside_comments_no_change before update or delete or truncate on outside_comments for each statement execute function refuse_change();
