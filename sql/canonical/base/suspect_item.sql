-- Grain: one row per item of a batch of suspects handed down.
create table canonical.suspect_item (
    record_id bigint not null,
    person_id varchar not null,
    batch varchar,
    item_no varchar,
    -- what is suspected, as received
    kind_text varchar,
    -- rule families the suspicion falls under, '' where it names none
    family varchar not null,
    alleged_on date,
    alleged_month integer,
    amount_fen bigint,
    answer_due_on date,
    match_strength varchar not null
);
