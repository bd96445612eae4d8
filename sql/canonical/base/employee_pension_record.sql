-- Grain: one row per line of an employee-scheme list: a pensioner, or one month's payment.
create table canonical.employee_pension_record (
    record_id bigint not null,
    person_id varchar not null,
    scheme varchar,
    -- 'drawing', 'insured', 'paused' (contributes no more, draws nothing), 'suspended', 'lump-sum', 'ended', 'survivor', 'none' (of no
    -- employees' scheme)
    status varchar not null,
    start_month integer,
    end_month integer,
    -- set where the line is one month's payment
    month integer,
    amount_fen bigint,
    -- the month up to which the list is complete: an open end is known up to then
    complete_month integer,
    match_strength varchar not null
);
