-- Grain: one row per person whom the household register calls dead and dates, or whose record of death it took back.
with

said as (
    select
        *,
        -- a registration that was restored stays so whatever it was cancelled for
        case
            when state_means in ('restored', 'revoked') then state_means
            else coalesce(cancel_kind_means, state_means)
        end as means
    from staged.household
)

select
    row_id as record_id,
    person_id,
    coalesce(died_on, case when died_on_month is null then cancelled_on end) as died_on,
    coalesce(died_on_month, cancelled_on_month) as died_month,
    case
        when died_on_month is not null then case when means = 'declared-dead' then 'court' else 'police' end
        when means in ('death', 'declared-dead') then 'cancellation'
        else 'unexplained'
    end as source_kind,
    died_on_month is null as is_upper_bound,
    means in ('restored', 'revoked') as is_revoked,
    case when means in ('restored', 'revoked') then cancelled_on_month end as revoked_month,
    match_strength
from said
where
    coalesce(died_on_month, cancelled_on_month) is not null
    and (
        means in ('death', 'declared-dead', 'restored', 'revoked', 'cancelled', 'unexplained')
        or (means is null and died_on_month is not null)
    )
