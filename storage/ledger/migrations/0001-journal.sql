-- The journal: the one permanent record. Everything else in this file can be built again from it.

-- Grain: one row per fact about this ledger itself (its id, the way it hashes).
create table ledger_fact (
    name text primary key,
    value text not null
) strict;

-- Grain: one row per event, in the order of `seq`. `at` is what the clock said and orders nothing:
-- a clock can be set back.
create table event (
    seq integer primary key,
    at text not null,
    actor text not null,
    on_behalf_of text,
    via text not null,
    stream text not null,
    subject_id text not null,
    type text not null,
    payload text not null,
    previous_hash text not null,
    hash text not null
) strict;

create index event_by_subject on event (stream, subject_id, seq);

create trigger event_follows_the_last before insert on event
when new.seq <> (select coalesce(max(seq), 0) + 1 from event)
    or new.previous_hash <> coalesce(
        (select hash from event order by seq desc limit 1),
        (select value from ledger_fact where name = 'genesis_hash')
    )
begin
    select raise(abort, 'an event must follow the last one of the journal');
end;

create trigger event_is_never_changed before update on event
begin
    select raise(abort, 'the journal is append-only');
end;

create trigger event_is_never_removed before delete on event
begin
    select raise(abort, 'the journal is append-only');
end;

-- Grain: one row per acknowledged command, under the key its sender gave it, so that a retry finds its answer.
create table command (
    key text primary key,
    digest text not null,
    actor text not null,
    subject_id text not null,
    first_seq integer not null,
    last_seq integer not null
) strict;

create trigger command_is_never_changed before update on command
begin
    select raise(abort, 'acknowledged commands are append-only');
end;

create trigger command_is_never_removed before delete on command
begin
    select raise(abort, 'acknowledged commands are append-only');
end;
