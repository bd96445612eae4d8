-- Grain: one row per person, source, number as received and name as received.
create table canonical.identity_use (
    record_id bigint not null,
    person_id varchar not null,
    source varchar not null,
    resident_id_raw varchar,
    -- the valid number the raw one stands for (15 digits upgraded); null where it is none
    resident_id varchar,
    -- why the number is impossible, in the words of identity/invalid-resident-id; null where it is not
    id_reason varchar,
    name varchar not null,
    born_on date,
    village varchar,
    account_no varchar,
    -- stands on a payout roster
    is_roster boolean not null,
    -- stands on any list of what the fund pays
    is_payee boolean not null,
    -- key of names that count as variants of one another under this number
    name_group varchar not null,
    match_strength varchar not null
);
