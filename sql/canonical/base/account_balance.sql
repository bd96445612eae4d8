-- Grain: one row per personal account 个人账户 and day on which a ledger states its balance.
create table canonical.account_balance (
    record_id bigint not null,
    person_id varchar not null,
    -- null where lines of one day tell several and nothing says which came last
    balance_fen bigint,
    -- the part of it that the government paid; null where the ledger does not say
    subsidy_fen bigint,
    year_interest_fen bigint,
    -- the month up to which the balance is told
    balance_month integer,
    -- whether it is the last the ledger tells of that month: a book of movements has a line for each
    is_month_end boolean not null,
    -- what the pension was worked out from
    award_balance_fen bigint,
    award_month integer,
    contribution_years integer,
    -- years that were recognised without a contribution here: deemed, or brought along
    deemed_years integer,
    -- 'open', 'in-settlement', 'settled', 'disputed'
    state varchar not null,
    is_disputed boolean not null,
    match_strength varchar not null
);
