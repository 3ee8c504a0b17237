-- Pictures on the boards and slides of a lesson: `file` names it in ink and in the file store.
create table ink_picture (
  lesson text not null references lesson (id) on delete cascade,
  file text not null,
  width bigint not null,
  height bigint not null,
  bytes bigint not null,
  added_by text not null references person (id),
  added_ms bigint not null,
  primary key (lesson, file)
);
