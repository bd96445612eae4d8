-- Grain: one row per person on a list that entitles to contributions paid on behalf.
create table canonical.entitlement_record (
    record_id bigint not null,
    person_id varchar not null,
    -- 'severe-disability', 'moderate-disability', 'minimum-living', 'destitute', 'other'
    kind varchar not null,
    grade varchar,
    valid_from_month integer,
    valid_to_month integer,
    -- it ended then or before, nobody says when
    is_end_latest boolean not null default false,
    match_strength varchar not null
);
