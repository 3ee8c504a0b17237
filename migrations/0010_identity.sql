-- People, organisations, memberships, sign-in, sessions and roster imports.
-- A school's own rows have `school` first in their keys; people and organisations are reference
-- tables that every node may hold whole.

create table region (
  id text not null primary key,
  name text not null,
  created_ms bigint not null
);

create table school (
  id text not null primary key,
  region text not null references region (id),
  name text not null,
  created_ms bigint not null
);
create index school_by_region on school (region);

create table alliance (
  id text not null primary key,
  name text not null,
  created_ms bigint not null
);

-- A signed agreement: an anchor school may teach the classes of the receiving schools.
create table alliance_school (
  alliance text not null references alliance (id),
  school text not null references school (id),
  part text not null,
  from_ms bigint not null,
  until_ms bigint,
  primary key (alliance, school)
);
create index alliance_school_by_school on alliance_school (school);

create table school_class (
  school text not null references school (id),
  id text not null,
  name text not null,
  name_key text not null,
  grade text,
  created_ms bigint not null,
  primary key (school, id)
);
create unique index school_class_name on school_class (school, name_key);
create unique index school_class_by_id on school_class (id);

-- `name` is what a person signs in with; `name_key` is its folded form, unique everywhere.
create table person (
  id text not null primary key,
  name text not null,
  name_key text not null,
  display_name text not null,
  display_key text not null,
  language text not null,
  created_ms bigint not null
);
create unique index person_name on person (name_key);

-- `region` is set for a region's administrator, `school` for everyone else, `class` for learners.
create table membership (
  id text not null primary key,
  person text not null references person (id),
  role text not null,
  region text references region (id),
  school text references school (id),
  class text,
  from_ms bigint not null,
  until_ms bigint
);
create index membership_by_person on membership (person);
create index membership_by_school on membership (school, role);
create index membership_by_class on membership (class);

-- `hash` is an argon2id PHC string.
create table password (
  person text not null primary key references person (id),
  hash text not null,
  changed_ms bigint not null
);

-- Only the SHA-256 of a session's token is kept.
create table session (
  id text not null primary key,
  person text not null references person (id),
  token_sha256 bytea not null,
  created_ms bigint not null,
  last_seen_ms bigint not null,
  expires_ms bigint not null,
  user_agent text not null
);
create unique index session_by_token on session (token_sha256);
create index session_by_person on session (person);
create index session_by_expiry on session (expires_ms);

-- The one-time link of a server's first start.
create table setup_link (
  token_sha256 bytea not null primary key,
  created_ms bigint not null,
  used_ms bigint
);

create table roster_import (
  school text not null references school (id),
  id text not null,
  person text not null references person (id),
  state text not null,
  encoding text not null,
  columns text not null,
  ignored_columns text not null,
  new_classes text not null,
  row_count bigint not null,
  new_count bigint not null,
  existing_count bigint not null,
  error_count bigint not null,
  has_passwords bigint not null,
  created_ms bigint not null,
  accepted_ms bigint,
  primary key (school, id)
);
create unique index roster_import_by_id on roster_import (id);

create table roster_import_row (
  school text not null,
  import text not null,
  line bigint not null,
  name text not null,
  display_name text not null,
  role text not null,
  class text not null,
  action text not null,
  errors text not null,
  primary key (school, import, line),
  foreign key (school, import) references roster_import (school, id)
);
