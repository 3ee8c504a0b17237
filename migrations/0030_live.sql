-- Who runs a lesson's room. An append is good only under the epoch it was decided in. A planned
-- lesson whose room had visitors may still be taken out of the calendar.
create table room_lease (
    lesson text not null primary key references lesson (id) on delete cascade,
    holder text not null,
    epoch bigint not null,
    until_ms bigint not null
);

-- The log of a lesson. Rows are never changed, save that free text may be blanked. Each append
-- confirms the room's lease in its transaction, and so that there is such a lesson; no key of its
-- own makes thousands of answers look for it.
create table entry (
    lesson text not null,
    seq bigint not null,
    at_ms bigint not null,
    kind text not null,
    v bigint not null,
    by_person text,
    class text,
    client_id text,
    see text not null,
    see_ref text,
    body text not null,
    primary key (lesson, seq)
);

-- One message of a client has one effect, however often it is sent.
create unique index entry_client on entry (lesson, by_person, client_id, kind);

-- The choices of anonymous polls. The key is random and holds no time; who voted stands in entries.
create table ballot (
    lesson text not null,
    activity text not null,
    ballot_key text not null,
    choices text not null,
    primary key (lesson, activity, ballot_key)
);
