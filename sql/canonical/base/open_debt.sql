-- Grain: one row per case in which a person owes what a served decision demands and no plan of instalments is kept.
-- It comes from the ledger as it stood when the night began, not from a received file.
create table canonical.open_debt (
    case_id varchar not null,
    person_id varchar not null,
    since_on date not null,
    since_month integer not null,
    debt_fen bigint not null
);
