-- A teacher's own version of a recorded lesson: a list of parts, never other media.

-- `source` is a lesson, perhaps one that is no more; `credit` says for ever whose it was.
create table edition (
    school text not null references school (id),
    id text not null,
    source text not null,
    source_ms bigint not null,
    credit text not null,
    owner text not null references person (id),
    title text not null,
    parts text not null,
    version bigint not null,
    created_ms bigint not null,
    changed_ms bigint not null,
    primary key (school, id)
);
create unique index edition_by_id on edition (id);
create index edition_by_owner on edition (owner, id);

-- What a lesson plays: the edition as it was when it was put there. Later changes, and its end,
-- leave the lesson as it is.
create table lesson_edition (
    school text not null,
    lesson text not null,
    edition text not null,
    version bigint not null,
    source text not null,
    source_ms bigint not null,
    credit text not null,
    owner text not null references person (id),
    title text not null,
    parts text not null,
    attached_ms bigint not null,
    primary key (school, lesson),
    foreign key (school, lesson) references lesson (school, id) on delete cascade
);
create unique index lesson_edition_by_lesson on lesson_edition (lesson);
create index lesson_edition_by_edition on lesson_edition (edition);

-- Answers of those who play an edition alone. One of each person to each question.
create table edition_answer (
    school text not null,
    edition text not null,
    part bigint not null,
    person text not null references person (id),
    client_id text not null,
    answer text not null,
    given_ms bigint not null,
    primary key (school, edition, part, person),
    foreign key (school, edition) references edition (school, id) on delete cascade
);
create index edition_answer_by_person on edition_answer (edition, person);
