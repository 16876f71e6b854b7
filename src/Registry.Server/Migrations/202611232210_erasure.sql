-- Visitors whose personal data was erased, at their request or because they never finished registering: nothing that the law makes the registry keep ever came
-- from them. The row stays, so that what the audit trail says of their id is known to be of nobody.
create table erased_visitor(
  visitor_id $long$ primary key references visitor(id),
  erased_at $instant$ not null
);
create index visitor_unfinished on visitor(created_at) where confirmed_at is null and phone_index <> '';
create index document_uploader on document(uploaded_by_person_id);
create index document_same on document(sha256);
