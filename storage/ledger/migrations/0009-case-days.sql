-- How each case stood on each day is kept as its records come in: figures over a period folded every case from its records for
-- it, at every start of the workbench and for every report. The casebook is filled anew.

-- Grain: one row per case and day from which it stood otherwise than the day before.
create table case_day (
    case_id text not null,
    from_on text not null,
    -- the day from which it stood otherwise again; null while it stands so
    until_on text,
    -- a list in the order of casework/history/day-figures.ts
    stood text not null,
    primary key (case_id, from_on)
) strict;
