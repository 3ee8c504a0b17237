-- Marks and notes that a person set at moments of a lesson, for himself alone. Nobody else is ever
-- shown them.
create table lesson_note (
    school text not null,
    lesson text not null,
    person text not null references person (id),
    id text not null,
    kind text not null,
    at_ms bigint not null,
    words text not null,
    created_ms bigint not null,
    changed_ms bigint not null,
    primary key (school, lesson, person, id),
    foreign key (school, lesson) references lesson (school, id) on delete cascade
);
create index lesson_note_by_person on lesson_note (lesson, person, at_ms, id);
