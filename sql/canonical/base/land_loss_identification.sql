-- Grain: one row per person and batch in which somebody was identified 身份认定 as having lost land.
create table canonical.land_loss_identification (
    record_id bigint not null,
    person_id varchar not null,
    batch varchar,
    project varchar,
    identified_on date,
    identified_month integer,
    -- 'meets', 'fails', 'pending'; 'identified' where the list says nothing of the conditions
    result varchar not null,
    entitled_fen bigint,
    -- when the subsidy is to be paid; null where the list does not say
    due_month integer,
    match_strength varchar not null
);
