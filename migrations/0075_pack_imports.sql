-- Packs on their way to a school's shelf. `size_bytes` is that of the file that came. What came
-- to nothing stays for a while with its `problem`, so that its sender is told.
create table pack_import (
    school text not null references school (id),
    id text not null,
    pack text not null,
    title text not null,
    class_name text not null,
    size_bytes bigint not null,
    state text not null,
    problem text,
    detail text,
    shelved text,
    asked_by text references person (id),
    asked_ms bigint not null,
    ended_ms bigint,
    primary key (school, id)
);
create unique index pack_import_by_id on pack_import (id);

-- The import beneath whose name a version's files stand; none where its files stand among those
-- of the versions before it, as earlier releases kept them.
alter table shelved_pack add column stored text;

-- Why the latest making of a pack can never come to an end.
alter table pack add column problem text;
