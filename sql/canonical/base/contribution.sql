-- Grain: one row per contribution of one person for one year, with the subsidy entered beside it.
create table canonical.contribution (
    record_id bigint not null,
    person_id varchar not null,
    year integer not null,
    paid_month integer,
    -- the tier 档次 that was chosen; null where the list states none
    tier_fen bigint,
    paid_fen bigint,
    subsidy_fen bigint,
    -- 'regular', 'makeup'
    kind varchar not null,
    is_settled boolean not null,
    match_strength varchar not null
);
