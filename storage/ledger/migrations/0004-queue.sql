-- The queue: what the list of cases sorts, filters and adds up, so that no list opens a JSON text. Empty at first:
-- a writer fills it from the events when it opens the ledger.

-- Grain: one row per case. Narrow and without indexes on purpose: a hundred thousand rows are walked in some twenty
-- milliseconds, whatever is asked, and each decision writes few pages. In the order of people, so that those who
-- have several cases are counted once without sorting.
create table case_queue (
    person_id text not null,
    case_id text not null unique,
    name text not null,
    name_sound text not null,
    name_initials text not null,
    township text,
    status text not null,
    is_finished integer not null,
    origin text not null,
    assignee text,
    locked_until text,
    is_priority integer not null,
    strength text,
    main_rule text,
    -- Main rule and strength as one number: what the chances of a case are looked up by.
    kind integer,
    rule_count integer not null,
    months integer not null,
    claimable_fen integer not null,
    at_risk_fen integer not null,
    owed_to_person_fen integer not null,
    found_on text not null,
    found_run integer,
    due_on text,
    last_seq integer not null,
    primary key (person_id, case_id)
) strict, without rowid;

create index queue_by_run on case_queue (found_run) where found_run is not null;

-- Grain: one row per case: what a page shows beside the above, and by what a single case is found.
create table queue_label (
    case_id text primary key,
    resident_id text,
    -- The number back to front: what people know of it is its end, and an index reads from the beginning.
    id_reversed text,
    village text,
    main_rule_title text,
    why text not null,
    why_en text,
    assessed_fen integer not null,
    outstanding_fen integer not null,
    notice_number text,
    pending_document text,
    flags text not null,
    decided_rule text,
    decided_strength text,
    decided_outcome text,
    decided_minutes integer,
    origin text not null
) strict, without rowid;

create index label_by_number on queue_label (id_reversed) where id_reversed is not null;
create index label_by_notice on queue_label (notice_number) where notice_number is not null;
create index label_by_decision on queue_label (
    decided_rule, decided_strength, decided_outcome, origin, decided_minutes
) where decided_outcome is not null;

-- Grain: one row per view a user has saved. A convenience of theirs, no part of the record.
create table saved_view (
    view_id text primary key,
    user_id text not null,
    title text not null,
    query text not null,
    saved_at text not null,
    unique (user_id, title)
) strict;
