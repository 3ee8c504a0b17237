-- Screens that stand for a class, and those that wait to be paired.

-- `person` is who a screen is to a lesson's log: nobody's account, without a role or a password.
create table classroom (
  school text not null references school (id),
  id text not null,
  class text not null,
  name text not null,
  person text not null references person (id),
  paired_by text not null references person (id),
  paired_ms bigint not null,
  ended_ms bigint,
  primary key (school, id)
);
create unique index classroom_by_id on classroom (id);
create unique index classroom_by_person on classroom (person);

-- A screen shows `code`, and proves by its secret that it is the one. `person` is set when it was
-- paired, until the screen has come for it.
create table classroom_pairing (
  id text not null primary key,
  code text not null,
  secret_sha256 bytea not null,
  address text not null,
  created_ms bigint not null,
  expires_ms bigint not null,
  person text
);
create unique index classroom_pairing_by_code on classroom_pairing (code);
create unique index classroom_pairing_by_secret on classroom_pairing (secret_sha256);
create index classroom_pairing_by_expiry on classroom_pairing (expires_ms);

-- What is open on a screen.
create table classroom_lesson (
  school text not null,
  classroom text not null,
  lesson text not null references lesson (id) on delete cascade,
  opened_by text not null references person (id),
  opened_ms bigint not null,
  primary key (school, classroom),
  foreign key (school, classroom) references classroom (school, id)
);
create index classroom_lesson_by_lesson on classroom_lesson (lesson);
