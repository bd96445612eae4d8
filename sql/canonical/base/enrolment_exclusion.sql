-- Grain: one row per person of whom a list says why they need not be insured here.
create table canonical.enrolment_exclusion (
    record_id bigint not null,
    person_id varchar not null,
    -- 'pupil', 'soldier', 'prisoner', 'elsewhere', 'other-scheme', 'gone', 'other'
    ground varchar not null,
    match_strength varchar not null
);
