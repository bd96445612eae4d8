-- Grain: one row per death in a police list, or per record of a death that was taken back. A list that names no date of
-- death only bounds it by the day the registration was cancelled; one that names no reason either is borne out elsewhere
-- or is none.
with

said as (
    select
        *,
        -- what takes back the death says more than what voids the record
        is_revoked_means <> 'revoked' and coalesce(remark_means, '') <> 'revoked'
        and (is_revoked_means = 'void' or coalesce(remark_means = 'void', false) or reason_means = 'void') as is_void
    from staged.police_death
)

select
    row_id as record_id,
    person_id,
    coalesce(died_on, case when died_on_month is null then cancelled_on end) as died_on,
    -- a list of what was taken back need not say when the death was: before it was taken back
    coalesce(died_on_month, cancelled_on_month, complete_month) as died_month,
    case
        when died_on_month is null and reason_means = 'unexplained' then 'unexplained'
        when died_on_month is null then 'cancellation'
        when reason_means = 'declared-dead' then 'court'
        else coalesce(reported_by_means, 'police')
    end as source_kind,
    died_on_month is null or coalesce(reported_by_means = 'cremation', false) as is_upper_bound,
    reason_means in ('revoked', 'restored', 'void') or is_revoked_means <> 'standing'
    or coalesce(remark_means in ('revoked', 'void'), false) as is_revoked,
    is_void,
    coalesce(is_revoked_month, case when reason_means in ('revoked', 'restored') then cancelled_on_month end) as revoked_month,
    complete_month,
    match_strength
from said
where
    (coalesce(died_on_month, cancelled_on_month) is not null or is_revoked_means = 'revoked' or is_void)
    and reason_means in ('death', 'declared-dead', 'revoked', 'restored', 'unexplained', 'void')
    -- what is void of a record that takes one back leaves that one as it was
    and not (is_void and reason_means in ('revoked', 'restored'))
