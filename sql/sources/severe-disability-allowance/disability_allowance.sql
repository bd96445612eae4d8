-- Grain: one row per allowance paid to a severely disabled person. The months that a line makes good, or is for, are those it states;
-- what was kept back of earlier months leaves it a line of its own.
with

told as (
    select
        *,
        coalesce(
            amount_fen > 0 and arrears_from is null and months_first_month is null and not coalesce(remark_is_arrears, false)
            and coalesce(line_type_means, '') <> 'arrears' and regexp_matches(remark, '[扣冲抵追]'),
            false
        ) as is_kept_back
    from staged.severe_disability_allowance
)

select
    row_id as record_id,
    person_id,
    coalesce(month, paid_month, months_last_month, arrears_to) as month,
    coalesce(paid_month, month, months_last_month, arrears_to) as paid_month,
    amount_fen,
    coalesce(line_type_means = 'arrears', false) or coalesce(remark_is_arrears, false) as is_arrears,
    arrears_month_count,
    coalesce(arrears_from, months_first_month, case when not is_kept_back then remark_first_month end) as arrears_from,
    coalesce(
        arrears_to,
        case
            when arrears_from is not null or is_kept_back then null
            when months_first_month is not null then months_last_month
            else remark_last_month
        end
    ) as arrears_to,
    is_kept_back,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    match_strength
from told
