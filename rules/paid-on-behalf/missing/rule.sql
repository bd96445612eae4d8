-- Grain: one row per person on a list that entitles and year for which nothing was paid on their behalf.
with

stated_amount as (
    select 'severe-disability' as kind, valid_from, valid_to, value
    from parameter.behalf_amount_severe

    union all

    select 'moderate-disability' as kind, valid_from, valid_to, value
    from parameter.behalf_amount_moderate

    union all

    select 'minimum-living' as kind, valid_from, valid_to, value
    from parameter.behalf_amount_hardship

    union all

    select 'destitute' as kind, valid_from, valid_to, value
    from parameter.behalf_amount_hardship
),

behalf_year as (
    -- years that are over and for which a list of contributions came, by township
    select behalf_township.year, behalf_township.township
    from canonical.behalf_township as behalf_township
    cross join parameter.run as run
    where run.as_of_month >= behalf_township.year * 100 + 12
),

entitled as (
    select
        entitlement_record.person_id,
        behalf_year.year,
        max(stated_amount.value) as due_fen,
        min(entitlement_record.record_id) as record_id,
        max(case entitlement_record.match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end) as strength_rank
    from canonical.entitlement_record as entitlement_record
    inner join canonical.person as person on person.person_id = entitlement_record.person_id
    inner join behalf_year on behalf_year.township = coalesce(person.township, '')
    inner join stated_amount
        on
            stated_amount.kind = entitlement_record.kind
            and behalf_year.year * 100 + 12 between stated_amount.valid_from and stated_amount.valid_to
    inner join parameter.behalf_listed_by as listed_by
        on behalf_year.year * 100 + 12 between listed_by.valid_from and listed_by.valid_to
    where
        coalesce(entitlement_record.valid_from_month, 0) <= behalf_year.year * 100 + listed_by.value
        and coalesce(entitlement_record.valid_to_month, 209912) >= behalf_year.year * 100 + 12
        -- of one that was cancelled nobody knows when, nobody knows whether it held all year
        and not coalesce(entitlement_record.is_end_latest, false)
        -- of the age to contribute through all of the year
        and behalf_year.year - extract(year from person.born_on) between 17 and 59
    group by entitlement_record.person_id, behalf_year.year
)

select
    entitled.person_id,
    cast(entitled.year as varchar) as occurrence_key,
    cast(null as integer) as month,
    entitled.due_fen as amount_fen,
    entitled.record_id as line_id,
    cast(null as bigint) as counter_id,
    case entitled.strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    cast(entitled.year as varchar) as fact_year
from entitled
where
    not exists (
        select 1
        from canonical.paid_on_behalf as on_behalf
        -- what was taken back altogether by a line with a minus was not paid
        inner join canonical.kept_payment as kept on kept.table_name = 'paid_on_behalf' and kept.line_id = on_behalf.line_id
        where
            on_behalf.person_id = entitled.person_id
            and coalesce(on_behalf.year, entitled.year) = entitled.year
    )
    -- a contribution for somebody who may be the same may be the missing one
    and not exists (
        select 1
        from canonical.perhaps_same as perhaps
        inner join canonical.paid_on_behalf as on_behalf on on_behalf.person_id = perhaps.other_person_id
        where
            perhaps.person_id = entitled.person_id and on_behalf.is_settled
            and coalesce(on_behalf.year, entitled.year) = entitled.year
    )
    -- whoever draws a pension here, belongs to another scheme or died contributes no more
    and not exists (
        select 1
        from canonical.benefit_payment as payment
        where payment.person_id = entitled.person_id
    )
    and not exists (
        select 1
        from canonical.employee_pension_record as employee
        where employee.person_id = entitled.person_id
    )
    and not exists (
        select 1
        from canonical.death_record as death_record
        where death_record.person_id = entitled.person_id and death_record.died_month <= entitled.year * 100 + 12
    )
    and not exists (
        select 1
        from canonical.registration_change as registration_change
        where
            registration_change.person_id = entitled.person_id
            and registration_change.kind in ('death', 'settled-abroad', 'nationality-lost', 'moved-out')
    )
    and not exists (
        select 1
        from canonical.relation_transfer as transfer
        where transfer.person_id = entitled.person_id and transfer.direction <> 'in'
    )
    and not exists (
        select 1
        from canonical.account_refund as refund
        where refund.person_id = entitled.person_id
    )
    and not exists (
        select 1
        from canonical.held_row as held_row
        where held_row.person_id = entitled.person_id
    )
