-- Grain: one row per township of the household register. Whether its list of the insured has come is said by the rule that asks
-- who is insured nowhere (enrolment/not-insured): where it has not, there is no share, and nobody is counted as missing.
with

least as (
    select any_value(least_share.value) as least_percent
    from build.parameter.run as run
    inner join build.parameter.enrolment_list_least_percent as least_share
        on run.as_of_month between least_share.valid_from and least_share.valid_to
),

-- of all whom the register keeps, those below sixteen among them: so the rule counts
township as (
    select
        standing.township,
        bool_or(standing.is_on_roster)
        and count(*) filter (where standing.standing in ('insured', 'drawing', 'other-scheme', 'known')) * 100
        >= count(*) * any_value(least.least_percent) as is_whole
    from build.canonical.enrolment_standing as standing
    cross join least
    group by standing.township
),

counted as (
    select
        township,
        count(*)::integer as registered,
        count(*) filter (where standing in ('insured', 'known'))::integer as insured,
        count(*) filter (where standing = 'drawing')::integer as drawing,
        count(*) filter (where standing = 'other-scheme')::integer as other_scheme,
        count(*) filter (where standing = 'excluded')::integer as excluded,
        count(*) filter (where standing in ('dead', 'changed', 'left'))::integer as gone,
        count(*) filter (where standing = 'held')::integer as held,
        count(*) filter (where standing = 'nowhere')::integer as nowhere
    from mart.enrolment_person
    group by township
)

select
    counted.*,
    coalesce(township.is_whole, false) as is_whole,
    -- who should be insured here: all but those of other schemes, those excluded, and those who are gone
    insured + drawing + held + nowhere as should_be,
    insured + drawing as covered
from counted
inner join township on township.township = counted.township
order by counted.township
