-- Lessons packed for a class: one with pictures and one without for each class of a lesson.
-- `making` counts how often it was asked for, `made` which of these is there.
create table pack (
    school text not null references school (id),
    id text not null,
    lesson text not null references lesson (id),
    class text not null,
    pictures bigint not null,
    secret text not null,
    making bigint not null,
    made bigint not null,
    made_ms bigint,
    size_bytes bigint not null,
    asked_by text references person (id),
    asked_ms bigint not null,
    primary key (school, id)
);
create unique index pack_by_id on pack (id);
create unique index pack_by_class on pack (lesson, class, pictures);

-- Packs from elsewhere, each on a school's shelf. The lesson, the class and its people are known
-- to the server that made the pack, not to this one.
create table shelved_pack (
    school text not null references school (id),
    id text not null,
    pack text not null,
    lesson text not null,
    title text not null,
    class_name text not null,
    secret text not null,
    made_ms bigint not null,
    size_bytes bigint not null,
    version bigint not null,
    put_by text references person (id),
    put_ms bigint not null,
    primary key (school, id)
);
create unique index shelved_pack_by_id on shelved_pack (id);
create unique index shelved_pack_by_pack on shelved_pack (school, pack);

-- Answers given to a pack on the shelf: the first of each person to each question. `person` is
-- one of the pack's class list, `given_by` who was signed in here.
create table shelved_answer (
    school text not null references school (id),
    shelved text not null,
    person text not null,
    activity text not null,
    client_id text not null,
    answer text not null,
    given_ms bigint not null,
    kept_ms bigint not null,
    given_by text not null references person (id),
    primary key (school, shelved, person, activity),
    foreign key (school, shelved) references shelved_pack (school, id)
);
