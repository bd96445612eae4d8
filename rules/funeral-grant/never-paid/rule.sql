-- Grain: one row per payee dead for longer than the stated months of whom no list names a funeral grant.
with

death as (
    -- of a death that may be another's, or that somebody seen alive contradicts, nothing is owed to anybody
    select record_id, person_id, died_on, died_month, match_strength
    from canonical.death
    where match_strength <> 'possible' and contradiction is null
),

granted as (
    select
        person_id,
        max(coalesce(paid_month, 209912)) as last_month,
        min(case when came_back then 1 else 0 end) as is_all_back
    from canonical.funeral_grant
    group by person_id
),

-- a grant that came back is owed as before, and the term to issue it again runs from then
owed as (
    select
        death.record_id,
        death.person_id,
        death.died_on,
        death.died_month,
        death.match_strength,
        granted.person_id is not null as is_returned,
        coalesce(granted.last_month, death.died_month) as since_month
    from death
    left join granted on granted.person_id = death.person_id
    where granted.person_id is null or granted.is_all_back = 1
),

listed_death as (
    -- no month in which the grant might have been paid may lack its list
    select death.record_id
    from owed as death
    inner join canonical.person as person on person.person_id = death.person_id
    inner join canonical.calendar_month as died on died.month = death.since_month
    inner join parameter.grant_unpaid_months as unpaid_months
        on death.died_month between unpaid_months.valid_from and unpaid_months.valid_to
    inner join canonical.listed_month as listed_month
        on
            listed_month.table_name = 'funeral_grant'
            and listed_month.month_no between died.month_no and died.month_no + unpaid_months.value + 1
            and (listed_month.is_county or listed_month.township = coalesce(person.township, ''))
    group by death.record_id, unpaid_months.value
    having count(distinct listed_month.month_no) = unpaid_months.value + 2
)

select
    death.person_id,
    'grant' as occurrence_key,
    cast(null as integer) as month,
    lowest.value * grant_months.value as amount_fen,
    death.record_id as line_id,
    cast(null as bigint) as counter_id,
    death.match_strength,
    death.died_on as fact_died_on,
    death.died_month as fact_died_month,
    death.is_returned as fact_is_returned
from owed as death
inner join canonical.person as person on person.person_id = death.person_id
inner join canonical.beneficiary as beneficiary
    on beneficiary.person_id = death.person_id and beneficiary.first_settled_month is not null
inner join canonical.calendar_month as since on since.month = death.since_month
cross join parameter.run as run
inner join canonical.calendar_month as as_of on as_of.month = run.as_of_month
inner join parameter.grant_unpaid_months as unpaid_months
    on death.died_month between unpaid_months.valid_from and unpaid_months.valid_to
inner join parameter.funeral_grant_months as grant_months
    on death.died_month between grant_months.valid_from and grant_months.valid_to
inner join parameter.lowest_basic_pension as lowest on death.died_month between lowest.valid_from and lowest.valid_to
inner join listed_death on listed_death.record_id = death.record_id
where
    since.month_no + unpaid_months.value < as_of.month_no
    -- a grant for somebody who may be the same may be the one
    and not exists (
        select 1
        from canonical.perhaps_same as perhaps
        inner join canonical.funeral_grant as unplaced on unplaced.person_id = perhaps.other_person_id
        where perhaps.person_id = death.person_id
    )
    and not exists (
        select 1
        from canonical.other_grant as other_grant
        where other_grant.person_id = death.person_id and not other_grant.is_local
    )
    and not exists (
        select 1
        from canonical.held_row as held_row
        where
            held_row.person_id = death.person_id
            and held_row.table_name in ('funeral_grant', 'other_grant', 'death_record')
    )
