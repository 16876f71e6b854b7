-- The number of the owner beside its name, for the detail of a published application; nothing else of the account is public.

create view public_owner as
select a.id as application_id, coalesce(p.account_id, a.account_id) as owner_id
from application a left join project p on p.application_id = a.id
where a.published_at is not null;
