-- The public list is ordered by quantity without reading all of it.
create index cancellation_by_tonnes on cancellation(tonnes, id);
