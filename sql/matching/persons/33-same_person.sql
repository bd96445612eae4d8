-- Grain: one row per pair of numbers of one person.
insert into canonical.same_person by name
select
    first_person.person_id,
    two_numbers.first_resident_id,
    two_numbers.second_resident_id,
    first_person.row_id * 100 as line_id,
    two_numbers.counter_id,
    two_numbers.basis,
    'confirmed' as match_strength
from link.two_numbers
inner join (
    select
        observation.resident_id,
        min(observation.first_row_id) as row_id,
        min(observation.person_id) as person_id
    from link.observation
    where observation.pays = 'pension' and observation.resident_id is not null
    group by observation.resident_id
) as first_person on first_person.resident_id = two_numbers.first_resident_id;
