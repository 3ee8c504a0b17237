-- 1 on a membership that ended because its person was stopped in its school; whoever resumes them
-- gives it anew and clears the mark.
alter table membership add column stopped bigint not null default 0;
