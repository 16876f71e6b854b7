create view public_search as
select t.application_id as id, t.text as text, t.grams as grams
from application_text t
join application a on a.id = t.application_id and a.published_at is not null;
