-- Grain: one row per person whom the register of the living keeps as living.
-- It speaks against a report of a death by the same office that is no newer.
create table canonical.living_record (
    record_id bigint not null,
    person_id varchar not null,
    -- the office that keeps the register, called as a source of deaths is: 'police'
    source_kind varchar not null,
    -- the month up to which the register is complete
    complete_month integer not null,
    match_strength varchar not null
);
