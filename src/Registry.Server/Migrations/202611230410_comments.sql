-- Comments that arrived outside this system, as often as their number was recorded; the last record is the one that counts.

create table outside_comments(
  application_id $long$ not null references application(id),
  seq $int$ not null check (seq >= 1),
  comments $int$ not null check (comments >= 0),
  source text not null check (length(source) > 0),
  proposal_id $long$ not null references proposal(id),
  at $instant$ not null,
  primary key (application_id, seq)
);

create index notice_comment_waiting on notice_comment(submitted_at, id) where status = 'Awaiting';
create index notice_comment_person on notice_comment(person_id, id);
