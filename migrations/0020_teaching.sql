-- Courses, lessons in the calendar with their audience, and prepared questions.

create table course (
  school text not null references school (id),
  id text not null,
  title text not null,
  created_by text not null references person (id),
  created_ms bigint not null,
  primary key (school, id)
);
create unique index course_by_id on course (id);

-- `school` is the school that teaches; `state` is planned, open or closed.
create table lesson (
  school text not null references school (id),
  id text not null,
  course text not null,
  title text not null,
  starts_ms bigint not null,
  minutes bigint not null,
  state text not null,
  opened_ms bigint,
  closed_ms bigint,
  created_by text not null references person (id),
  created_ms bigint not null,
  primary key (school, id),
  foreign key (school, course) references course (school, id)
);
create unique index lesson_by_id on lesson (id);
create index lesson_by_start on lesson (school, starts_ms);

-- One row per class: its part, form, own start, own teacher and way of attending.
create table lesson_audience (
  school text not null,
  lesson text not null,
  class text not null,
  class_school text not null references school (id),
  position bigint not null,
  part text not null,
  form text not null,
  starts_ms bigint,
  teacher text references person (id),
  attending text not null,
  primary key (school, lesson, class),
  foreign key (school, lesson) references lesson (school, id)
);
create index lesson_audience_by_class on lesson_audience (class);
create index lesson_audience_by_teacher on lesson_audience (teacher);
create index lesson_audience_by_lesson on lesson_audience (lesson);

create table lesson_teacher (
  school text not null,
  lesson text not null,
  person text not null references person (id),
  position bigint not null,
  primary key (school, lesson, person),
  foreign key (school, lesson) references lesson (school, id)
);
create index lesson_teacher_by_person on lesson_teacher (person);
create index lesson_teacher_by_lesson on lesson_teacher (lesson);

-- `question` is the JSON of item::Question with its key.
create table prepared_question (
  school text not null,
  lesson text not null,
  id text not null,
  position bigint not null,
  question text not null,
  limit_ms bigint,
  created_ms bigint not null,
  primary key (school, lesson, id),
  foreign key (school, lesson) references lesson (school, id)
);
create index prepared_question_by_lesson on prepared_question (lesson, position);
