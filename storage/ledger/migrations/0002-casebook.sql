-- The casebook: what the events of a case add up to, kept ready for lists and totals.

-- Grain: one row per case.
create table case_state (
    case_id text primary key,
    case_number integer not null unique,
    person_id text not null,
    resident_id text,
    name text not null,
    township text,
    village text,
    status text not null,
    is_finished integer not null,
    origin text not null,
    assignee text,
    debtor_name text not null,
    notice_number text,
    opened_on text not null,
    opened_seq integer not null,
    rules text not null,
    flags text not null,
    needs_attention integer not null,
    pending_document text,
    milestones text not null,
    claimed_fen integer not null,
    assessed_fen integer not null,
    offset_fen integer not null,
    repaid_fen integer not null,
    written_off_fen integer not null,
    refunded_fen integer not null,
    outstanding_fen integer not null,
    refund_due_fen integer not null,
    last_seq integer not null,
    check (
        assessed_fen - offset_fen - repaid_fen - written_off_fen + refunded_fen = outstanding_fen
    )
) strict;

create index case_by_person on case_state (person_id, case_number);
create index case_by_status on case_state (status, case_number);
create index case_by_township on case_state (township, status, case_number);
create index case_by_assignee on case_state (assignee, is_finished, case_number);
-- Holds all that the recovery table adds up, in its order: the wide rows need not be read.
create index case_for_recovery on case_state (
    township, person_id, claimed_fen, assessed_fen, offset_fen, repaid_fen, written_off_fen, refunded_fen,
    outstanding_fen, refund_due_fen
);
create index case_by_debtor on case_state (debtor_name);
create index case_by_name on case_state (name);
create index case_by_resident on case_state (resident_id) where resident_id is not null;
create index case_by_notice on case_state (notice_number) where notice_number is not null;

-- Grain: one row per finding ever attached to a case.
create table finding_state (
    finding_key text primary key,
    case_id text not null references case_state (case_id),
    rule_id text not null,
    person_id text not null,
    occurrence_key text not null,
    is_withdrawn integer not null,
    is_held_back integer not null,
    direction text not null,
    amount_fen integer,
    match_strength text not null,
    evidence_hash text not null
) strict;

create index finding_by_case on finding_state (case_id);
create index finding_by_rule on finding_state (rule_id, case_id) where is_withdrawn = 0;
create index finding_by_person on finding_state (person_id, occurrence_key);
create index finding_held_back on finding_state (case_id) where is_held_back = 1;

-- Grain: one row per number given out; a void number stays, so that the year's series has no gap.
create table notice_number (
    prefix text not null,
    year integer not null,
    number integer not null,
    notice_number text not null unique,
    case_id text not null,
    is_void integer not null,
    primary key (prefix, year, number)
) strict;
