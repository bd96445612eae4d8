-- Grain: one row per line of an employee-scheme list.
select
    row_id as record_id,
    person_id,
    scheme,
    case
        when coalesce(scheme, '') || coalesce(status, '') like '%遗属%' or coalesce(scheme, '') || coalesce(status, '') like '%抚恤%'
            or coalesce(scheme, '') || coalesce(status, '') like '%供养%' then 'survivor'
        when status like '%参保%' or status like '%缴费%' or status like '%在职%' or status like '%未领%' or status like '%未享受%' then
            case
                when (status like '%正常%' or status like '%缴费%' or status like '%在职%' or status like '%暂停%' or status like '%中断%'
                    or status like '%参保%' or status like '%未%')
                    then 'insured'
                else 'drawing'
            end
        when status like '%一次性%' then 'lump-sum'
        when status like '%终止%' or status like '%死亡%' or status like '%停发%' then 'ended'
        when status like '%暂停%' then 'suspended'
        else 'drawing'
    end as status,
    coalesce(start_month, retired_start.month) as start_month,
    end_month,
    staged_line.month,
    amount_fen,
    match_strength
from staged.employee_pension as staged_line
-- a list that dates the retirement only: the pension is drawn from the month after
left join canonical.calendar_month as retired
    on retired.month = staged_line.retired_on_month and staged_line.start_month is null and staged_line.month is null
left join canonical.calendar_month as retired_start on retired_start.month_no = retired.month_no + 1
