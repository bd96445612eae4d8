-- Grain: one row per pair of valid numbers that belong to one person, and ground for saying so.
select
    person_id,
    case
        when first_resident_id < second_resident_id then first_resident_id || '+' || second_resident_id
        else second_resident_id || '+' || first_resident_id
    end as occurrence_key,
    cast(null as integer) as month,
    cast(null as bigint) as amount_fen,
    line_id,
    counter_id,
    match_strength,
    first_resident_id as fact_first_resident_id,
    second_resident_id as fact_second_resident_id,
    basis as fact_basis
from canonical.same_person
where first_resident_id <> second_resident_id
