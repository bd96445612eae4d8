-- Grain: one row per payee dead for longer than the stated months of whom no list names a funeral grant.
with

death as (
    -- of a death that may be another's, or that somebody seen alive contradicts, nothing is owed to anybody
    select record_id, person_id, died_on, died_month, match_strength
    from canonical.death
    where match_strength <> 'possible' and contradiction is null
),

grant_row as (
    select
        coalesce(funeral_grant.delivery_no, 0) as delivery_no,
        coalesce(funeral_grant.paid_month, funeral_grant.reported_died_month) as month,
        funeral_grant.titled_first_month,
        funeral_grant.titled_last_month,
        coalesce(person.township, '') as township
    from canonical.funeral_grant as funeral_grant
    inner join canonical.person as person on person.person_id = funeral_grant.person_id
),

-- a list is of the months of its rows, and of those that its title names, whether or not a grant fell into each
grant_row_month as (
    select delivery_no, month, township from grant_row
    union all
    select delivery_no, titled_first_month, township from grant_row where titled_first_month is not null
    union all
    select delivery_no, titled_last_month, township from grant_row where titled_last_month is not null
),

grant_list as (
    -- a list speaks for its months; for the whole county where its people come from several townships, else for theirs
    select
        delivery_no,
        min(month) as first_month,
        max(month) as last_month,
        count(distinct township) > 1 as is_county,
        min(township) as township
    from grant_row_month
    group by delivery_no
),

grant_month as (
    select calendar_month.month_no, grant_list.is_county, grant_list.township
    from grant_list
    inner join canonical.calendar_month as calendar_month
        on calendar_month.month between grant_list.first_month and grant_list.last_month
),

listed_death as (
    -- no month in which the grant might have been paid may lack its list
    select death.record_id
    from death
    inner join canonical.person as person on person.person_id = death.person_id
    inner join canonical.calendar_month as died on died.month = death.died_month
    inner join parameter.grant_unpaid_months as unpaid_months
        on death.died_month between unpaid_months.valid_from and unpaid_months.valid_to
    inner join grant_month
        on
            grant_month.month_no between died.month_no and died.month_no + unpaid_months.value + 1
            and (grant_month.is_county or grant_month.township = coalesce(person.township, ''))
    group by death.record_id, unpaid_months.value
    having count(distinct grant_month.month_no) = unpaid_months.value + 2
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
    death.died_month as fact_died_month
from death
inner join canonical.person as person on person.person_id = death.person_id
inner join canonical.beneficiary as beneficiary
    on beneficiary.person_id = death.person_id and beneficiary.first_settled_month is not null
inner join canonical.calendar_month as died on died.month = death.died_month
cross join parameter.run as run
inner join canonical.calendar_month as as_of on as_of.month = run.as_of_month
inner join parameter.grant_unpaid_months as unpaid_months
    on death.died_month between unpaid_months.valid_from and unpaid_months.valid_to
inner join parameter.funeral_grant_months as grant_months
    on death.died_month between grant_months.valid_from and grant_months.valid_to
inner join parameter.lowest_basic_pension as lowest on death.died_month between lowest.valid_from and lowest.valid_to
inner join listed_death on listed_death.record_id = death.record_id
where
    died.month_no + unpaid_months.value < as_of.month_no
    -- a grant that came back is known to the office, and being seen to
    and not exists (
        select 1
        from canonical.funeral_grant as funeral_grant
        where funeral_grant.person_id = death.person_id
    )
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
