-- Grain: one row per person identified and entitled whose subsidies fall short of what the lists of identification state.
with

identification as (
    select record_id, person_id, batch, project, result, entitled_fen, due_month, match_strength, is_own
    from canonical.land_loss_entitlement
),

begun_batch as (
    -- a batch of which anybody was paid is due
    select distinct identification.batch
    from identification
    inner join canonical.land_loss_subsidy as subsidy on subsidy.person_id = identification.person_id
    where
        subsidy.is_settled and subsidy.amount_fen > 0
        and (
            subsidy.plot is null
            or position(identification.batch in subsidy.plot) = 1
            or position(coalesce(identification.project, identification.batch) in subsidy.plot) = 1
        )
),

entitled as (
    select
        identification.person_id,
        min(identification.record_id) as record_id,
        sum(identification.entitled_fen) as entitled_fen,
        max(case when identification.entitled_fen is null then 1 else 0 end) as is_unknown,
        min(case identification.match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end) as strength_rank
    from identification
    cross join parameter.run as run
    left join begun_batch on begun_batch.batch = identification.batch
    where
        identification.is_own and identification.result = 'meets'
        and (
            identification.due_month < run.as_of_month
            or (identification.due_month is null and begun_batch.batch is not null)
        )
    group by identification.person_id
),

paid as (
    select person_id, sum(amount_fen) as paid_fen
    from canonical.land_loss_subsidy
    where is_settled
    group by person_id
)

select
    entitled.person_id,
    'short' as occurrence_key,
    cast(null as integer) as month,
    cast(entitled.entitled_fen - coalesce(paid.paid_fen, 0) as bigint) as amount_fen,
    entitled.record_id as line_id,
    cast(null as bigint) as counter_id,
    case entitled.strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    cast(entitled.entitled_fen as bigint) as fact_entitled_fen,
    cast(coalesce(paid.paid_fen, 0) as bigint) as fact_paid_fen
from entitled
left join paid on paid.person_id = entitled.person_id
where
    entitled.is_unknown = 0
    and entitled.entitled_fen > coalesce(paid.paid_fen, 0)
    -- a payment to somebody who may be the same may be the missing one
    and not exists (
        select 1
        from canonical.perhaps_same as perhaps
        inner join paid as unplaced on unplaced.person_id = perhaps.other_person_id
        where perhaps.person_id = entitled.person_id
    )
    and not exists (
        select 1
        from canonical.held_row as held_row
        where
            held_row.person_id = entitled.person_id
            and held_row.table_name in ('land_loss_subsidy', 'land_loss_identification')
    )
