-- Grain: one row per person whom the household register calls dead and dates.
select
    row_id as record_id,
    person_id,
    coalesce(died_on, case when died_on_month is null then cancelled_on end) as died_on,
    coalesce(died_on_month, cancelled_on_month) as died_month,
    case when died_on_month is null then 'cancellation' else 'police' end as source_kind,
    died_on_month is null as is_upper_bound,
    false as is_revoked,
    match_strength
from staged.household
where
    coalesce(died_on_month, cancelled_on_month) is not null
    and (
        died_on_month is not null
        or cancel_kind like '%死%' or cancel_kind like '%亡%' or cancel_kind like '%故%' or cancel_kind = '1'
        or (cancel_kind is null and (state like '%死%' or state like '%亡%'))
    )
    and not (
        coalesce(cancel_kind, '') like '%迁%' or coalesce(cancel_kind, '') like '%重%'
        or coalesce(cancel_kind, '') like '%撤销%' or coalesce(state, '') like '%恢复%'
    )
