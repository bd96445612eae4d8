-- Grain: one row per settled funeral grant of one death beyond the largest, where several schemes paid.
with

one_death as (
    select line_id, person_id, paid_month, amount_fen, 'resident' as scheme, match_strength, 0 as is_other
    -- a second grant of the fund's own is another rule's
    from canonical.settled_grant
    where place = 1

    union all

    select
        other_grant.record_id as line_id,
        other_grant.person_id,
        other_grant.paid_month,
        kept.amount_fen,
        other_grant.scheme,
        other_grant.match_strength,
        1 as is_other
    from canonical.other_grant as other_grant
    inner join canonical.kept_payment as kept on kept.table_name = 'other_grant' and kept.line_id = other_grant.record_id
    inner join canonical.settled_grant as settled_grant on settled_grant.person_id = other_grant.person_id and settled_grant.place = 1
    where not other_grant.is_local
),

ranked as (
    select
        line_id,
        person_id,
        paid_month,
        amount_fen,
        scheme,
        row_number() over (partition by person_id order by amount_fen desc, is_other, line_id) as place,
        count(*) over (partition by person_id) as grant_count,
        max(is_other) over (partition by person_id) as has_other,
        max(amount_fen) over (partition by person_id) as kept_fen,
        min(case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end) over (partition by person_id) as strength_rank
    from one_death
)

select
    ranked.person_id,
    'several-schemes' as occurrence_key,
    ranked.paid_month as month,
    ranked.amount_fen,
    ranked.line_id,
    kept.line_id as counter_id,
    case ranked.strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    ranked.grant_count as fact_grant_count,
    ranked.kept_fen as fact_kept_fen,
    ranked.scheme as fact_scheme,
    coalesce(death.died_month, own.reported_died_month) as fact_died_month
from ranked
inner join ranked as kept on kept.person_id = ranked.person_id and kept.place = 1
inner join canonical.settled_grant as own on own.person_id = ranked.person_id and own.place = 1
left join canonical.death as death on death.person_id = ranked.person_id
where
    ranked.place > 1 and ranked.has_other = 1
    and not exists (
        select 1
        from canonical.held_row as held_row
        where held_row.person_id = ranked.person_id and held_row.table_name in ('funeral_grant', 'other_grant')
    )
