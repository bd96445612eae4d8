-- Grain: one row per line of an employee-scheme list. Where a list has no column for the state, only a stated start, month
-- or amount of the pension says that one is drawn.
select
    row_id as record_id,
    person_id,
    scheme,
    case
        when scheme_means = 'survivor' then 'survivor'
        when scheme_means in ('resident', 'no-pension') then 'none'
        -- of a payment that came back nobody knows whether it was made again
        when status_means = 'returned' then 'suspended'
        when status_means is not null then status_means
        when insured_from is not null and start_month is null and coalesce(paid_fen, amount_fen) is null then 'insured'
        when start_month is not null or staged_line.month is not null or coalesce(paid_fen, amount_fen) > 0 then 'drawing'
        else 'insured'
    end as status,
    -- whoever draws nothing is insured there since they joined; of a pension that says nothing
    coalesce(start_month, retired_start.month, case when coalesce(status_means, 'insured') in ('insured', 'paused') then insured_from end)
        as start_month,
    -- a pension that is stopped from a month on was paid up to the month before
    case when status_means = 'returned' then null else coalesce(
        end_month,
        case when coalesce(status_means, 'insured') in ('insured', 'paused') then insured_to end,
        case when stopped_from % 100 = 1 then stopped_from - 89 else stopped_from - 1 end
    ) end as end_month,
    staged_line.month,
    staged_line.complete_month,
    coalesce(paid_fen, amount_fen) as amount_fen,
    match_strength
from staged.employee_pension as staged_line
-- a list that dates the retirement only: the pension is drawn from the month after
left join canonical.calendar_month as retired
    on retired.month = staged_line.retired_on_month and staged_line.start_month is null and staged_line.month is null
left join canonical.calendar_month as retired_start on retired_start.month_no = retired.month_no + 1
