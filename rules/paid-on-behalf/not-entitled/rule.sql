-- Grain: one row per contribution paid on behalf of somebody on none of the lists that entitle, or dead.
with

stated_amount as (
    select valid_from, valid_to, value
    from parameter.behalf_amount_severe

    union all

    select valid_from, valid_to, value
    from parameter.behalf_amount_moderate

    union all

    select valid_from, valid_to, value
    from parameter.behalf_amount_hardship
),

contribution as (
    select
        paid.line_id,
        paid.person_id,
        paid.year,
        paid.paid_month,
        kept.amount_fen,
        paid.kind,
        -- the month by which a list must not have run out: that of the payment, but no later than the year it is for
        case
            when paid.year is not null and paid.paid_month > paid.year * 100 + 12 then paid.year * 100 + 12
            else coalesce(paid.paid_month, paid.year * 100 + 1)
        end as reference_month
    from canonical.paid_on_behalf as paid
    inner join canonical.kept_payment as kept on kept.table_name = 'paid_on_behalf' and kept.line_id = paid.line_id
),

entitling_record as (
    select entitlement_record.person_id, entitlement_record.valid_to_month
    from canonical.entitlement_record as entitlement_record
    cross join parameter.run as run
    inner join parameter.entitling_list as entitling_list
        on
            entitling_list.value = entitlement_record.kind
            and run.as_of_month between entitling_list.valid_from and entitling_list.valid_to
),

death as (
    select record_id, person_id, died_on, died_month, match_strength
    from canonical.death
),

naming as (
    -- the disabled stand on one list, whoever is in hardship on another: neither speaks for the other
    select 'disabled' as named_list, 'severe-disability' as kind

    union all

    select 'disabled' as named_list, 'moderate-disability' as kind

    union all

    select 'disabled' as named_list, 'disability' as kind

    union all

    select 'hardship' as named_list, 'minimum-living' as kind

    union all

    select 'hardship' as named_list, 'destitute' as kind
),

arrived as (
    select distinct naming.named_list
    from canonical.entitlement_record as entitlement_record
    inner join naming on naming.kind = entitlement_record.kind
),

other_money as (
    -- an amount that is no kind's, paid for many in one year, is of another insurance or of a rate not known here
    select contribution.year, contribution.amount_fen
    from contribution
    where
        not exists (
            select 1
            from stated_amount
            where
                stated_amount.value = contribution.amount_fen
                and coalesce(contribution.year * 100 + 12, contribution.paid_month, 209912)
                between stated_amount.valid_from and stated_amount.valid_to
        )
    group by contribution.year, contribution.amount_fen
    having count(distinct contribution.person_id) >= 5
),

judged as (
    select
        contribution.line_id,
        contribution.person_id,
        contribution.year,
        contribution.paid_month,
        contribution.amount_fen,
        contribution.kind,
        death.record_id,
        death.died_on,
        death.died_month,
        death.match_strength,
        case
            when death.died_month < contribution.paid_month then 1
            when contribution.paid_month is null and death.died_month < contribution.year * 100 + 1 then 1
            else 0
        end as was_dead,
        case
            -- a list dated later than the payment still entitles: lists arrive late
            when exists (
                select 1
                from entitling_record
                where
                    entitling_record.person_id = contribution.person_id
                    and coalesce(entitling_record.valid_to_month, 209912) >= coalesce(contribution.reference_month, 0)
            ) then 1
            -- an entry of somebody who may be the same may be the one that entitles
            when exists (
                select 1
                from canonical.perhaps_same as perhaps
                inner join entitling_record on entitling_record.person_id = perhaps.other_person_id
                where perhaps.person_id = contribution.person_id
            ) then 1
            -- so may one that nobody has explained yet
            when exists (
                select 1
                from canonical.held_row as held_row
                where
                    held_row.person_id = contribution.person_id
                    -- or what may have been taken back
                    and held_row.table_name in ('entitlement_record', 'paid_on_behalf')
            ) then 1
            -- silence accuses nobody: the list that should show somebody of that kind, or either where no kind is told, must be there
            when exists (
                select 1
                from naming
                where
                    (naming.kind = contribution.kind or coalesce(contribution.kind, 'other') = 'other')
                    and not exists (
                        select 1
                        from arrived
                        where arrived.named_list = naming.named_list
                    )
            ) then 1
            when exists (
                select 1
                from other_money
                where
                    other_money.amount_fen = contribution.amount_fen
                    and coalesce(other_money.year, 0) = coalesce(contribution.year, 0)
            ) then 1
            else 0
        end as is_listed
    from contribution
    left join death on death.person_id = contribution.person_id
)

select
    person_id,
    'paid-on-behalf' as occurrence_key,
    paid_month as month,
    amount_fen,
    line_id,
    case when was_dead = 1 then record_id end as counter_id,
    case when was_dead = 1 then match_strength else 'confirmed' end as match_strength,
    case when was_dead = 1 then 'dead' else 'not-listed' end as fact_reason,
    was_dead = 1 as fact_was_dead,
    year as fact_year,
    kind as fact_kind,
    case when was_dead = 1 then died_on end as fact_died_on,
    case when was_dead = 1 then died_month end as fact_died_month
from judged
where was_dead = 1 or is_listed = 0
