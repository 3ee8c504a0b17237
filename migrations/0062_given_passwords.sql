-- 1: somebody else chose the password and may know it; the person is asked to choose their own.
alter table password add column is_given bigint not null default 0;
