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
-- a death needs no date here: it bears out a cancellation that another list gives no reason for
where means is not null and means not in ('standing', 'void') and (cancelled_on_month is not null or means = 'death')
