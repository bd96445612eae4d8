-- Grain: one row per person of the household register who is sixteen or over on the night's day, with where they stand. A
-- sentence that is being served excludes whoever no list names.
select
    standing.person_id,
    registered.name,
    registered.resident_id,
    standing.township,
    case
        when standing.standing = 'nowhere' and coalesce(standing.imprisoned_until, 0) >= run.as_of_month then 'excluded'
        else standing.standing
    end as standing,
    standing.is_on_roster
from build.canonical.enrolment_standing as standing
cross join build.parameter.run as run
inner join build.canonical.registered_person as registered
    on registered.record_id = standing.record_id
where standing.born_month + 1600 <= run.as_of_month
