-- Grain: one row per impossible number on a roster and valid number that one repair explains.
create table canonical.id_repair (
    person_id varchar not null,
    resident_id_raw varchar not null,
    proposed_resident_id varchar not null,
    -- row of the other source that carries the proposed number with the same name and birth date
    counter_id bigint not null,
    repair varchar not null
);
