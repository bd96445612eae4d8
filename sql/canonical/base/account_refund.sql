-- Grain: one row per refund 退保 of a personal account, paid or returned.
create table canonical.account_refund (
    record_id bigint not null,
    person_id varchar not null,
    paid_on date,
    paid_month integer,
    amount_fen bigint not null,
    -- 'death', 'settled-abroad', 'other-scheme', 'duplicate', 'other'; null where nobody says
    ground varchar,
    left_month integer,
    -- as the list of refunds itself states them
    balance_fen bigint,
    subsidy_fen bigint,
    -- in a column, or in a remark: 本金1300元，利息26元
    interest_fen bigint,
    -- a remark says that interest is in it (含利息, 本息), and nothing says how much
    is_interest_unsaid boolean,
    -- kept back for what was paid too much
    offset_fen bigint,
    is_settled boolean not null,
    -- the received file
    delivery_no integer,
    -- the months that its list says it is of; blank where it says none
    titled_first_month integer,
    titled_last_month integer,
    match_strength varchar not null
);
