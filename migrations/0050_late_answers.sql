-- Answers to the questions of a lesson that is over: of who watched its replay, or learnt from a
-- pack. They are no entries: the log ended with the lesson. One of each person to each question.
create table late_answer (
    lesson text not null references lesson (id),
    activity text not null,
    person text not null references person (id),
    class text,
    client_id text not null,
    answer text not null,
    given_ms bigint not null,
    kept_ms bigint not null,
    primary key (lesson, activity, person)
);
create index late_answer_by_person on late_answer (lesson, person);
