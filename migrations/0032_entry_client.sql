-- A room remembers which messages took effect, within stated bounds. A unique index that remembers
-- more than the room would refuse a whole group of entries because of one message sent again.
drop index entry_client;
