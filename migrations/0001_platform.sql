-- What the platform itself keeps: facts, leases, jobs and the server's own secrets.

-- What happened, in the transaction in which it happened. The relay gives position afterwards.
create table fact (
  id text not null primary key,
  position bigint unique,
  kind text not null,
  at_ms bigint not null,
  school text,
  body text not null
);
create index fact_waiting on fact (id) where position is null;
create index fact_by_school on fact (school, position);

-- The last position each consumer has dealt with.
create table fact_consumer (
  name text not null primary key,
  position bigint not null
);

-- Who may do what only one may do, until when, judged by the database's clock.
create table lease (
  name text not null primary key,
  holder text not null,
  epoch bigint not null,
  until_ms bigint not null
);

-- Work for later. A kind and a key name it, so that asking twice does it once.
create table job (
  kind text not null,
  key text not null,
  body text not null,
  state text not null,
  tries bigint not null,
  created_ms bigint not null,
  run_at_ms bigint not null,
  lease_holder text,
  lease_until_ms bigint,
  cancel_asked bigint not null,
  progress text,
  error text,
  primary key (kind, key)
);
create index job_due on job (kind, state, run_at_ms);

-- Keys the server made for itself, such as the one that signs media addresses.
create table server_secret (
  name text not null primary key,
  secret text not null,
  created_ms bigint not null
);
