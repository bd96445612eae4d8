-- Grain: one row per death in a police list. A cancellation for moving away or a double registration is no death;
-- a list that names no date of death only bounds it by the day the registration was cancelled.
select
    row_id as record_id,
    person_id,
    coalesce(died_on, case when died_on_month is null then cancelled_on end) as died_on,
    coalesce(died_on_month, cancelled_on_month) as died_month,
    case
        when died_on_month is null then 'cancellation'
        when coalesce(reason, '') like '%宣告%' then 'court'
        when reported_by is null and (file_name like '%村%报%' or file_name like '%村委%' or file_name like '%村居%') then 'village'
        when reported_by like '%卫健%' or reported_by like '%医%' or reported_by like '%卫生%' then 'medical'
        when reported_by like '%法院%' then 'court'
        when reported_by like '%村%' or reported_by like '%社区%' or reported_by like '%居委%' then 'village'
        when reported_by like '%民政%' or reported_by like '%殡%' or reported_by like '%火化%' then 'cremation'
        else 'police'
    end as source_kind,
    died_on_month is null
    or coalesce(reported_by like '%殡%' or reported_by like '%火化%', false) as is_upper_bound,
    coalesce(
        coalesce(reason, '') like '%撤销%' or coalesce(remark, '') like '%撤销%'
        or (is_revoked is not null and is_revoked not in ('否', '无', '未撤销', '0', 'N', 'n', '未', '—', '-')),
        false
    ) as is_revoked,
    match_strength
from staged.police_death
where
    coalesce(died_on_month, cancelled_on_month) is not null
    and (
        reason is null
        or reason like '%死%' or reason like '%亡%' or reason like '%故%' or reason like '%去世%' or reason = '1'
        -- a list of deaths whose reason column says how, not whether
        or (
            died_on_month is not null
            and not (
                reason like '%迁%' or reason like '%重%' or reason like '%出国%' or reason like '%出境%'
                or reason like '%定居%' or reason like '%参军%' or reason like '%入伍%' or reason like '%国籍%'
                or reason like '%失踪%'
            )
        )
    )
