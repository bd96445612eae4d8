-- Grain: one row per step of a piece of business by one login.
create table canonical.operation_entry (
    record_id bigint not null,
    person_id varchar not null,
    business_no varchar,
    -- 'enter', 'check', 'pay', 'other'
    step varchar not null,
    operator varchar not null,
    done_on date,
    done_month integer,
    match_strength varchar not null
);
