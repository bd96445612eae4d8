-- Grain: one row per transfer 关系转移 of one person's insurance, in or out.
create table canonical.relation_transfer (
    record_id bigint not null,
    person_id varchar not null,
    -- 'in', 'out', 'unknown'
    direction varchar not null,
    -- 'done', 'pending', 'cancelled'
    state varchar not null,
    transferred_on date,
    -- the last month this place is responsible for
    left_month integer,
    from_place varchar,
    to_place varchar,
    amount_fen bigint,
    match_strength varchar not null
);
