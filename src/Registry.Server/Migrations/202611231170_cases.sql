-- Lists of cases of one side, the latest changed first, and by where they stand.
create index application_latest on application(updated_at, id);
create index application_account_latest on application(account_id, updated_at, id);
create index application_body_latest on application(body_id, updated_at, id);
create index application_state_latest on application(status, updated_at, id);
create index application_body_state on application(body_id, status);
create index application_account_state on application(account_id, status);
create index application_document_file on application_document(document_id);
