-- Grain: one row per cancelled, changed or restored registration in the household register.
with

said as (
    select
        *,
        case
            when state_means in ('restored', 'revoked') then 'restored'
            when coalesce(cancel_kind_means, state_means) = 'declared-dead' then 'death'
            when coalesce(cancel_kind_means, state_means) in ('cancelled', 'unexplained', 'not-ended') then 'other'
            when cancel_kind_means = 'revoked' then 'restored'
            else coalesce(cancel_kind_means, state_means)
        end as means
    from staged.household
)

select
    row_id as record_id,
    person_id,
    means as kind,
    cancelled_on as changed_on,
    cancelled_on_month as changed_month,
    match_strength
from said
-- only a restored registration needs a date: it ends what was before it. Whoever is away, or dead, is so without one, too: no month is
-- counted from it, and nobody is owed anything by it
where means is not null and means not in ('standing', 'void') and (cancelled_on_month is not null or means <> 'restored')
