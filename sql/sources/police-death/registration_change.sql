-- Grain: one row per cancelled registration in a police list, whatever the reason.
select
    row_id as record_id,
    person_id,
    case
        when reason like '%定居%' or reason like '%出国%' or reason like '%出境%' then 'settled-abroad'
        when reason like '%国籍%' then 'nationality-lost'
        when reason like '%迁%' then 'moved-out'
        when reason like '%重%' then 'duplicate'
        when reason like '%失踪%' then 'missing'
        when reason like '%死%' or reason like '%亡%' or reason like '%故%' then 'death'
        else 'other'
    end as kind,
    reason as kind_text,
    cancelled_on as changed_on,
    cancelled_on_month as changed_month,
    match_strength
from staged.police_death
where reason is not null and cancelled_on_month is not null
