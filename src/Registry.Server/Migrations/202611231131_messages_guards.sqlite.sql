create trigger message_no_delete before delete on message begin select raise(abort, 'message is kept'); end;

create trigger message_ends_once before update on message
when old.id <> new.id or old.channel <> new.channel or old.kind <> new.kind or old.urgency <> new.urgency or old.language <> new.language or old.address_masked <> new.address_masked or old.person_id <> new.person_id or old.address_index <> new.address_index or old.created_at <> new.created_at
  or old.expires_at <> new.expires_at or old.sent_at is not null or old.given_up_at is not null or new.attempts < old.attempts
  or (new.address_cipher is not null and old.address_cipher <> new.address_cipher) or (new.body_cipher is not null and old.body_cipher <> new.body_cipher)
begin select raise(abort, 'a message changes only by being tried, and ends once'); end;
