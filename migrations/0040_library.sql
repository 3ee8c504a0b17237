-- Files on their way here, documents made into pages, and the pages of a lesson.

-- `received_bytes` is where the sender goes on. `writer` is the request that sends now, until when
-- by the database's clock. With a `deck` it is that deck's, until its pages are made.
create table upload (
  id text not null primary key,
  person text not null references person (id),
  file_name text not null,
  size_bytes bigint not null,
  received_bytes bigint not null,
  writer text,
  writer_until_ms bigint,
  deck text,
  position bigint,
  created_ms bigint not null,
  expires_ms bigint not null
);
create index upload_by_person on upload (person);
create index upload_by_deck on upload (deck, position);
create index upload_by_expiry on upload (expires_ms);

-- A piece in the file store, under a name of its own; of a request that brought nothing, or whose
-- server died, `size_bytes` is 0, and a file may be there or not.
create table upload_part (
  upload text not null references upload (id),
  writer text not null,
  start_byte bigint not null,
  size_bytes bigint not null,
  primary key (upload, writer)
);

-- `state` is waiting, converting, ready, failed or cancelled; `lost` is JSON; `uses` counts what
-- shows it: while there is any, it cannot be removed.
create table deck (
  school text not null references school (id),
  id text not null,
  owner text not null references person (id),
  title text not null,
  file_name text not null,
  size_bytes bigint not null,
  state text not null,
  done bigint not null,
  total bigint,
  problem text,
  lost text not null,
  uses bigint not null,
  created_ms bigint not null,
  primary key (school, id)
);
create unique index deck_by_id on deck (id);
create index deck_by_owner on deck (owner, id);

-- `links` and `clips` are JSON. The rows are there before the files in the file store are.
create table deck_page (
  school text not null,
  deck text not null,
  page bigint not null,
  slide bigint not null,
  step bigint not null,
  label text not null,
  width bigint not null,
  height bigint not null,
  title text,
  problem text,
  links text not null,
  clips text not null,
  notes text,
  primary key (school, deck, page),
  foreign key (school, deck) references deck (school, id)
);

-- `school` is the lesson's, `deck_school` the deck's.
create table lesson_deck (
  school text not null,
  lesson text not null,
  deck text not null,
  deck_school text not null,
  position bigint not null,
  added_by text not null references person (id),
  added_ms bigint not null,
  primary key (school, lesson, deck),
  foreign key (school, lesson) references lesson (school, id),
  foreign key (deck_school, deck) references deck (school, id)
);
create index lesson_deck_by_lesson on lesson_deck (lesson, position);
create index lesson_deck_by_deck on lesson_deck (deck_school, deck);

-- After which page of the lesson's decks a question comes.
alter table prepared_question add column after_deck text;
alter table prepared_question add column after_page bigint;
