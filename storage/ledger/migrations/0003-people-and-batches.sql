-- Grain: one row per user of the office.
create table user_state (
    user_id text primary key,
    display_name text not null,
    grants text not null,
    delegations text not null,
    is_disabled integer not null,
    last_seq integer not null
) strict;

-- Grain: one row per user with a password. The only table that is changed in place: a secret that was
-- replaced must not stay readable in an append-only journal.
create table credential (
    user_id text primary key,
    salt blob not null,
    hash blob not null,
    memory_kib integer not null,
    passes integer not null,
    parallelism integer not null,
    failures integer not null,
    locked_until text
) strict;

-- Grain: one row per line of a statement of the recovery account.
create table bank_line (
    line_id text primary key,
    statement_id text not null,
    row integer not null,
    booked_on text not null,
    amount_fen integer not null,
    payer text not null,
    payer_account text,
    remark text not null,
    status text not null check (status in ('open', 'matched', 'set-aside')),
    case_id text,
    entry_id text,
    reason text,
    last_seq integer not null
) strict;

create index bank_line_by_status on bank_line (status, booked_on);

-- Grain: one row per batch of leads handed down.
create table batch_state (
    batch_id text primary key,
    title text not null,
    sender text not null,
    received_on text not null,
    reply_due_on text,
    file text not null,
    file_hash text not null,
    received_seq integer not null,
    last_seq integer not null
) strict;

-- Grain: one row per item of a batch, with the row of the sender's file it stands in.
create table batch_item (
    batch_id text not null references batch_state (batch_id),
    item_number integer not null,
    row integer not null,
    name text not null,
    resident_id text,
    person_id text,
    township text,
    claimed_fen integer,
    status text not null,
    answer text,
    outcome text,
    assignee text,
    case_id text,
    reason text,
    last_seq integer not null,
    primary key (batch_id, item_number)
) strict;

create index batch_item_by_case on batch_item (case_id);
create index batch_item_by_person on batch_item (person_id);
