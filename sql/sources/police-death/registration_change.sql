-- Grain: one row per cancelled or restored registration in a police list, whatever the reason.
select
    row_id as record_id,
    person_id,
    case
        when is_revoked_means = 'revoked' or coalesce(remark_means in ('revoked', 'void'), false) then 'restored'
        when reason_means in ('revoked', 'restored') then 'restored'
        when reason_means = 'declared-dead' then 'death'
        when reason_means in ('unexplained', 'not-ended') then 'other'
        else reason_means
    end as kind,
    reason as kind_text,
    cancelled_on as changed_on,
    -- what was restored on a day that nobody says ends whatever was reported before
    case when is_revoked_means = 'revoked' then is_revoked_month else coalesce(cancelled_on_month, complete_month) end
        as changed_month,
    match_strength
from staged.police_death
where
    is_revoked_means = 'revoked'
    or (
        reason is not null and cancelled_on_month is not null
        -- a void record of a death restores no registration
        and not (coalesce(remark_means = 'void', false) and reason_means in ('death', 'declared-dead', 'revoked', 'restored'))
    )
