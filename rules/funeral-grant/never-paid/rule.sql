-- Grain: one row per payee dead for longer than the stated months of whom no list names a funeral grant.
with

death as (
    select record_id, person_id, died_on, died_month, match_strength
    from canonical.death
),

grant_list as (
    -- the months of which the list of grants speaks
    select coverage.first_month, latest.month_no as last_no
    from canonical.source_coverage as coverage
    inner join canonical.calendar_month as latest on latest.month = coverage.last_month
    where coverage.source = 'funeral-grant'
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
-- one list of grants, so this join cannot multiply money
inner join grant_list
    on death.died_month >= grant_list.first_month and died.month_no + unpaid_months.value < grant_list.last_no
where
    died.month_no + unpaid_months.value < as_of.month_no
    -- a grant that came back is known to the office, and being seen to
    and not exists (
        select 1
        from canonical.funeral_grant as funeral_grant
        where funeral_grant.person_id = death.person_id
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
