-- Grain: one row per received row and word that nobody has explained yet, and per refused row and person it names, for each table it would stand in.
-- Such a row neither accuses nor clears: a rule that speaks from silence asks here first.
create table canonical.held_row (
    row_id bigint not null,
    -- null in statements, which name nobody
    person_id varchar,
    -- the canonical table that it would be in
    table_name varchar not null,
    field varchar not null,
    -- as received; '' for a blank cell and for a refused row, which has no field either
    word varchar not null,
    -- the period it speaks of, where its source has one
    month integer
);
