-- Grain: one row per cancellation or change of a household registration.
create table canonical.registration_change (
    record_id bigint not null,
    person_id varchar not null,
    -- 'death', 'settled-abroad', 'nationality-lost', 'moved-out', 'duplicate', 'missing', 'restored', 'other'
    kind varchar not null,
    changed_on date,
    changed_month integer,
    match_strength varchar not null
);
