-- Grain: one row per pair of valid numbers that belong to one person.
create table canonical.same_person (
    person_id varchar not null,
    first_resident_id varchar not null,
    second_resident_id varchar not null,
    line_id bigint not null,
    counter_id bigint not null,
    -- former-id: the household register names the old number; recoded: same digits 7–17 and a place renamed; same-account: name, birth date and account agree
    basis varchar not null,
    match_strength varchar not null
);
