-- Grain: one row per contribution paid on behalf of somebody on none of the lists that entitle, or dead.
with

contribution as (
    select
        line_id,
        person_id,
        year,
        paid_month,
        amount_fen,
        kind,
        -- the month by which a list must not have run out: that of the payment, but no later than the year it is for
        case
            when year is not null and paid_month > year * 100 + 12 then year * 100 + 12
            else coalesce(paid_month, year * 100 + 1)
        end as reference_month
    from canonical.paid_on_behalf
    where is_settled and amount_fen > 0
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
                where held_row.person_id = contribution.person_id and held_row.table_name = 'entitlement_record'
            ) then 1
            -- silence accuses nobody: without any list there is nothing to be absent from
            when not exists (select 1 from canonical.entitlement_record) then 1
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
