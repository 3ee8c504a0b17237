-- The key with which an encoder publishes to a lesson. Kept in clear: its staff read it.
-- A planned lesson may have one and still be taken out of the calendar.
create table stream_key (
  lesson text not null primary key references lesson (id) on delete cascade,
  stream_key text not null,
  created_ms bigint not null
);
create unique index stream_key_by_key on stream_key (stream_key);

-- One row per run that was kept; the bytes lie in files. Times are on the lesson's clock.
-- `state` is recording, ended (all bytes on this server's disk), stored (in the file store, and
-- on disk until `recordings_stay_hours` after `stored_ms`) or lost (nothing reached the disk).
create table recording_run (
  lesson text not null references lesson (id),
  run bigint not null,
  start_ms bigint not null,
  end_ms bigint not null,
  state text not null,
  tracks text not null,
  size_bytes bigint,
  stored_ms bigint,
  primary key (lesson, run)
);
create index recording_run_by_state on recording_run (state);
