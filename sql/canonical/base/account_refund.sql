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
    interest_fen bigint,
    -- kept back for what was paid too much
    offset_fen bigint,
    is_settled boolean not null,
    match_strength varchar not null
);
