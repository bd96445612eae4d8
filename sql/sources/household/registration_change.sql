-- Grain: one row per cancelled or changed registration in the household register.
select
    row_id as record_id,
    person_id,
    case
        when coalesce(cancel_kind, state) like '%定居%' or coalesce(cancel_kind, state) like '%出国%'
            or coalesce(cancel_kind, state) like '%出境%' then 'settled-abroad'
        when coalesce(cancel_kind, state) like '%国籍%' then 'nationality-lost'
        when coalesce(cancel_kind, state) like '%迁%' then 'moved-out'
        when coalesce(cancel_kind, state) like '%重%' then 'duplicate'
        when coalesce(cancel_kind, state) like '%失踪%' then 'missing'
        when coalesce(cancel_kind, state) like '%死%' or coalesce(cancel_kind, state) like '%亡%' then 'death'
        else 'other'
    end as kind,
    coalesce(cancel_kind, state) as kind_text,
    cancelled_on as changed_on,
    cancelled_on_month as changed_month,
    match_strength
from staged.household
where cancelled_on_month is not null and coalesce(cancel_kind, state) is not null
