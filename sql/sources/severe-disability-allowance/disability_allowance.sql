-- Grain: one row per allowance paid to a severely disabled person. The months that a line makes good are those it states.
select
    row_id as record_id,
    person_id,
    coalesce(month, paid_month) as month,
    coalesce(paid_month, month) as paid_month,
    amount_fen,
    coalesce(line_type_means = 'arrears', false) or coalesce(remark_is_arrears, false) as is_arrears,
    arrears_month_count,
    coalesce(arrears_from, remark_first_month) as arrears_from,
    coalesce(arrears_to, case when arrears_from is null then remark_last_month end) as arrears_to,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    match_strength
from staged.severe_disability_allowance
