-- Grain: one row per cancelled or restored registration in a police list, whatever the reason. A void record says nothing, nor does
-- the one that it repeats.
with

said as (
    select
        *,
        is_revoked_means = 'revoked' or coalesce(remark_means = 'revoked', false) as is_taken_back,
        is_revoked_means <> 'revoked' and coalesce(remark_means, '') <> 'revoked'
        and (is_revoked_means = 'void' or coalesce(remark_means = 'void', false) or coalesce(reason_means = 'void', false)) as is_void
    from staged.police_death
)

select
    row_id as record_id,
    person_id,
    case
        when is_taken_back then 'restored'
        when reason_means in ('revoked', 'restored') then 'restored'
        when reason_means = 'declared-dead' then 'death'
        when reason_means in ('unexplained', 'not-ended') then 'other'
        else reason_means
    end as kind,
    cancelled_on as changed_on,
    case
        when is_revoked_means <> 'revoked' then coalesce(cancelled_on_month, complete_month)
        when is_revoked_month is not null then is_revoked_month
        -- what was restored on a day that nobody says ends whatever was reported before; what takes back another cancellation than
        -- that of somebody dead ends it and no later death
        when coalesce(reason_means in ('settled-abroad', 'nationality-lost', 'moved-out', 'duplicate', 'missing', 'not-ended'), false)
            then cancelled_on_month
    end as changed_month,
    match_strength
from said
where
    not is_void
    and (is_revoked_means = 'revoked' or (reason is not null and cancelled_on_month is not null))
    and not exists (
        select 1
        from said as void
        where
            void.is_void and void.person_id = said.person_id and void.cancelled_on_month = said.cancelled_on_month
            and void.reason_means in ('void', said.reason_means) and not said.is_taken_back
    )
