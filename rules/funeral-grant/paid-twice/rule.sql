-- Grain: one row per settled funeral grant of one death beyond the first.
with

settled_grant as (
    select
        line_id,
        person_id,
        paid_on,
        paid_month,
        amount_fen,
        match_strength,
        row_number() over (partition by person_id order by coalesce(paid_month, 209912), line_id) as place
    from canonical.funeral_grant
    where is_settled and amount_fen > 0
),

first_grant as (
    select line_id, person_id, paid_on, paid_month, match_strength
    from settled_grant
    where place = 1
)

select
    settled_grant.person_id,
    'funeral' as occurrence_key,
    settled_grant.paid_month as month,
    settled_grant.amount_fen,
    settled_grant.line_id,
    first_grant.line_id as counter_id,
    first_grant.match_strength,
    first_grant.paid_on as fact_first_paid_on,
    first_grant.paid_month as fact_first_paid_month,
    settled_grant.place - 1 as fact_repeat_number
from settled_grant
inner join first_grant on first_grant.person_id = settled_grant.person_id
where settled_grant.place > 1
