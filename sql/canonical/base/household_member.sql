-- Grain: one row per person in the household register, latest delivery.
create table canonical.household_member (
    record_id bigint not null,
    person_id varchar not null,
    household_no varchar,
    relation varchar,
    former_name varchar,
    former_resident_id varchar,
    match_strength varchar not null
);
