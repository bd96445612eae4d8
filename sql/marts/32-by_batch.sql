-- Grain: one row per batch handed down, and one for what the office found otherwise; money by the rule of attribution.
with

person as (
    select
        person_id,
        nullif(arg_min(coalesce(batch_id, ''), case_id) filter (where recovered_in_period_fen <> 0), '') as batch_id
    from mart.chosen_case
    group by person_id
    having sum(recovered_in_period_fen) > 0
),

recovered as (
    select batch_id, count(*) as people
    from person
    group by batch_id
),

money as (
    select
        batch_id,
        count(*) as cases,
        count(*) filter (where assessed_in_period_fen <> 0) as assessed_cases,
        count(distinct person_id) filter (where assessed_in_period_fen <> 0) as assessed_people,
        sum(columns('(.*_fen)$')) as '\1'
    from mart.chosen_case
    group by batch_id
),

item as (
    select
        batch_id,
        count(*) as items,
        count(distinct person_id) as named_people,
        count(*) filter (where is_verified) as verified,
        count(*) filter (where is_verified and outcome in ('substantiated', 'partly')) as substantiated,
        count(*) filter (where is_verified and outcome = 'unfounded') as unfounded,
        count(*) filter (where is_verified and (outcome = 'unverifiable' or outcome is null)) as unverifiable
    from ledger.batch_item
    group by batch_id
),

attributed as (
    select batch_id, count(distinct person_id) as people
    from ledger.attribution
    group by batch_id
),

source as (
    select place, batch_id, title, received_on from ledger.batch
    union all
    select 1000000, null, '自查、举报、审计', null
)

select
    source.place,
    source.batch_id,
    source.title,
    source.received_on,
    coalesce(item.items, 0)::integer as items,
    coalesce(item.named_people, 0)::integer as named_people,
    coalesce(item.verified, 0)::integer as verified,
    coalesce(item.substantiated, 0)::integer as substantiated,
    coalesce(item.unfounded, 0)::integer as unfounded,
    coalesce(item.unverifiable, 0)::integer as unverifiable,
    coalesce(attributed.people, 0)::integer as people,
    coalesce(money.cases, 0)::integer as cases,
    coalesce(money.assessed_cases, 0)::integer as assessed_cases,
    coalesce(money.assessed_people, 0)::integer as assessed_people,
    coalesce(recovered.people, 0)::integer as recovered_people,
    coalesce(columns('(.*_fen)$'), 0)::bigint as '\1'
from source
left join item on item.batch_id = source.batch_id
left join attributed on attributed.batch_id is not distinct from source.batch_id
left join money on money.batch_id is not distinct from source.batch_id
left join recovered on recovered.batch_id is not distinct from source.batch_id
order by source.place
