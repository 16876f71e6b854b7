create trigger notice_comment_only_its_course before update on notice_comment
when old.id <> new.id or old.content <> new.content or old.application_id <> new.application_id or old.person_id <> new.person_id or old.account_id <> new.account_id
  or old.submitted_at <> new.submitted_at or (old.status <> 'Awaiting' and old.status <> new.status)
  or (old.reply is not null and old.reply is not new.reply) or (old.verified_at is not null and (old.verified_at is not new.verified_at or old.verifier_note is not new.verifier_note))
begin select raise(abort, 'a comment is moderated, answered and verified once and its words never change'); end;
create trigger notice_comment_no_delete before delete on notice_comment begin select raise(abort, 'a comment is kept for ever'); end;
create trigger commenter_no_delete before delete on commenter begin select raise(abort, 'a commenter is kept for ever'); end;
create trigger outside_comments_no_update before update on outside_comments begin select raise(abort, 'outside_comments is append-only'); end;
create trigger outside_comments_no_delete before delete on outside_comments begin select raise(abort, 'outside_comments is append-only'); end;
