-- Grain: one row per source that has delivered anything that counts: rows, or a list of a month that nobody was on.
-- "No match" is only as good as what was received: a rule that speaks from silence asks here first.
create table canonical.source_coverage (
    source varchar not null,
    row_count bigint not null,
    -- a register of everybody, of which only those are linked whom another list could mean
    is_register boolean not null default false,
    -- statements of accounts, which speak of no person
    names_nobody boolean not null default false,
    first_month integer,
    last_month integer
);
