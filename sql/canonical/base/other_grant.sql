-- Grain: one row per funeral grant that another scheme paid for one death.
create table canonical.other_grant (
    record_id bigint not null,
    person_id varchar not null,
    scheme varchar,
    paid_on date,
    paid_month integer,
    amount_fen bigint not null,
    -- a subsidy of the place for burials, which no scheme forbids
    is_local boolean not null,
    is_settled boolean not null,
    match_strength varchar not null
);
