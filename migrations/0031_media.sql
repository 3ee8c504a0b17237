-- The key with which an encoder publishes to a lesson. Kept in clear: its staff read it.
create table stream_key (
  lesson text not null primary key,
  stream_key text not null,
  created_ms bigint not null
);
create unique index stream_key_by_key on stream_key (stream_key);

-- One row per run that was kept; the bytes lie in files. Times are on the lesson's clock.
-- `state` is recording, ended (all bytes on this server's disk) or stored (in the file store too).
create table recording_run (
  lesson text not null,
  run bigint not null,
  start_ms bigint not null,
  end_ms bigint not null,
  state text not null,
  tracks text not null,
  primary key (lesson, run)
);
create index recording_run_by_state on recording_run (state);
