-- Grain: one row per line of a bank return 代发回盘.
create table canonical.bank_result (
    record_id bigint not null,
    person_id varchar,
    -- whose payment it is by number; the holder's name may be another's
    resident_id varchar,
    account_no varchar,
    holder_name varchar,
    amount_fen bigint,
    -- entitlement month where the file names one
    month integer,
    paid_month integer,
    is_returned boolean not null,
    reason varchar,
    match_strength varchar not null
);
