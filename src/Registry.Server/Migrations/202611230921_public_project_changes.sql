-- Changes of registered projects that were approved, and every version of a project's facts; version 1 is what was registered.
create view public_project_change as
select c.id as id, p.application_id as application_id, c.kind as kind, c.reason as reason, c.requested_at as requested_at, c.new_owner_at as new_owner_at,
  c.opinion_at as opinion_at, b.name as body, c.decided_at as decided_at, v.version_no as version_no
from project_change c
join project p on p.id = c.project_id
join project_version v on v.change_id = c.id
left join verification_body b on b.id = c.body_id
where c.status = 'Approved';

create view public_project_version as
select p.application_id as application_id, 1 as version_no, o.name as owner, f.name as name, f.methodology_code as methodology_code, f.location as location,
  f.longitude as longitude, f.latitude as latitude, f.grid_connection_on as grid_connection_on, f.lifetime_years as lifetime_years,
  f.annual_tonnes as annual_tonnes, f.total_tonnes as total_tonnes, f.additionality as additionality, f.summary as summary, f.technology as technology
from project p
join application a on a.id = p.application_id
join account o on o.id = a.account_id
join project_facts f on f.application_id = p.application_id and f.stage = 'Final'
union all
select p.application_id, v.version_no, o.name, v.name, v.methodology_code, v.location,
  v.longitude, v.latitude, v.grid_connection_on, v.lifetime_years,
  v.annual_tonnes, v.total_tonnes, v.additionality, v.summary, v.technology
from project_version v
join project p on p.id = v.project_id
join account o on o.id = v.account_id;
