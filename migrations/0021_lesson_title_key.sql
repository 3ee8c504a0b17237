-- A lesson's title folded, so that it is found by a part of it however that is typed. What an older
-- program writes has none and is found as it was typed.
alter table lesson add column title_key text;
update lesson set title_key = lower(title);
