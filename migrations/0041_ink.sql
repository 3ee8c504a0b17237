-- The surface that an entry of ink is for, so that one surface's ink is found without reading the
-- rest of its lesson's log. Other entries have none.
alter table entry add column surface text;
create index entry_surface on entry (lesson, surface, seq) where surface is not null;
