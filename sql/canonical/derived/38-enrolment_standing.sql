-- Grain: one row per person of fifteen and over whom the household register keeps, with what the other lists say of whether they
-- are insured. The first that holds: 'insured', 'drawing', 'other-scheme', 'known' (here, by contributions, an account or a
-- transfer), 'excluded' (a list says why they need not be), 'dead', 'changed' (no longer registered as before), 'left' (their
-- account was paid back), 'held' (a row about them waits for a word), 'nowhere'.
select
    registered_person.record_id,
    registered_person.person_id,
    registered_person.name,
    registered_person.born_on,
    coalesce(registered_person.township, '') as township,
    registered_person.match_strength,
    cast(
        extract(year from registered_person.born_on) * 100 + extract(month from registered_person.born_on) as integer
    ) as born_month,
    case known_standing.rank
        when 1 then 'insured'
        when 2 then 'drawing'
        when 3 then 'other-scheme'
        when 4 then 'known'
        when 5 then 'excluded'
        when 6 then 'dead'
        when 7 then 'changed'
        when 8 then 'left'
        when 9 then 'held'
        else 'nowhere'
    end as standing,
    case when known_standing.rank = 5 then known_standing.ground end as ground,
    coalesce(known_standing.is_on_roster, false) as is_on_roster,
    -- the last month in which a sentence keeps them from being insured
    known_standing.imprisoned_until
from canonical.registered_person as registered_person
left join canonical.known_standing as known_standing on known_standing.person_id = registered_person.person_id
