-- Grain: one row per line of a public payroll 财政供养: a person, or one month's pay.
create table canonical.public_pay_record (
    record_id bigint not null,
    person_id varchar not null,
    -- 'salary', 'civil-pension' are public pay; 'village-post', 'survivor', 'other' are not, nor is 'left': paid once, until nobody
    -- knows when
    kind varchar not null,
    start_month integer,
    end_month integer,
    -- set where the line is one month's pay
    month integer,
    -- the month up to which the list is complete: an open end is known up to then
    complete_month integer,
    amount_fen bigint,
    match_strength varchar not null
);
