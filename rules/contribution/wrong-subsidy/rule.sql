-- Grain: one row per person and year whose subsidy differs from what the tier gives.
with

tier as (
    select
        valid_from,
        valid_to,
        cast(split_part(value, '=', 1) as bigint) as tier_fen,
        cast(split_part(value, '=', 2) as bigint) as due_fen
    from parameter.contribution_subsidy
),

contribution as (
    select
        record_id,
        person_id,
        year,
        paid_month,
        coalesce(tier_fen, paid_fen) as tier_fen,
        subsidy_fen,
        case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end as strength_rank
    from canonical.contribution
    where is_settled and kind = 'regular'
),

of_year as (
    -- a subsidy may be entered in parts; a year of several tiers is not judged
    select
        person_id,
        year,
        max(record_id) as record_id,
        max(paid_month) as paid_month,
        max(tier_fen) as tier_fen,
        sum(subsidy_fen) as paid_fen,
        min(strength_rank) as strength_rank
    from contribution
    where tier_fen > 0
    group by person_id, year
    having
        min(tier_fen) = max(tier_fen) and max(case when subsidy_fen is null then 1 else 0 end) = 0
        -- what was taken back altogether is no subsidy that falls short
        and (sum(subsidy_fen) > 0 or min(subsidy_fen) >= 0)
),

measured as (
    select
        of_year.person_id,
        of_year.year,
        of_year.record_id,
        of_year.paid_month,
        of_year.tier_fen,
        of_year.paid_fen,
        of_year.strength_rank,
        case
            when of_year.tier_fen >= high_from.value
                then cast(floor(of_year.tier_fen * high_share.value / 1000.0 + 0.5) as bigint)
            else tier.due_fen
        end as due_fen
    from of_year
    inner join parameter.high_tier_from as high_from
        on of_year.year * 100 + 12 between high_from.valid_from and high_from.valid_to
    inner join parameter.high_tier_permille as high_share
        on of_year.year * 100 + 12 between high_share.valid_from and high_share.valid_to
    left join tier
        on tier.tier_fen = of_year.tier_fen and of_year.year * 100 + 12 between tier.valid_from and tier.valid_to
)

select
    person_id,
    cast(year as varchar) || case when paid_fen < due_fen then ' short' else ' over' end as occurrence_key,
    paid_month as month,
    cast(abs(paid_fen - due_fen) as bigint) as amount_fen,
    record_id as line_id,
    cast(null as bigint) as counter_id,
    case strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    cast(year as varchar) as fact_year,
    tier_fen as fact_tier_fen,
    due_fen as fact_due_fen,
    cast(paid_fen as bigint) as fact_paid_fen,
    paid_fen < due_fen as fact_is_short
from measured
where
    paid_fen <> due_fen
    and not exists (
        select 1
        from canonical.held_row as held_row
        where held_row.person_id = measured.person_id and held_row.table_name = 'contribution'
    )
