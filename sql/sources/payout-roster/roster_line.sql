-- Grain: one row per line of a payout roster.
-- The entitlement month decides what is due; a roster that names only the month paid pays for that month.
select
    row_id,
    person_id,
    coalesce(month, paid_month) as month,
    coalesce(paid_month, month) as paid_month,
    coalesce(
        total_fen,
        coalesce(basic_fen, coalesce(basic_central_fen, 0) + coalesce(basic_provincial_fen, 0) + coalesce(basic_city_fen, 0))
        + coalesce(age_topup_fen, 0) + coalesce(long_topup_fen, 0) + coalesce(account_fen, 0)
        + coalesce(disability_fen, 0) + coalesce(arrears_fen, 0)
    ) as total_fen,
    case
        when basic_fen is not null then basic_fen
        when basic_central_fen is not null
            then basic_central_fen + coalesce(basic_provincial_fen, 0) + coalesce(basic_city_fen, 0)
    end as basic_fen,
    age_topup_fen,
    long_topup_fen,
    account_fen,
    disability_fen,
    arrears_fen,
    arrears_month_count,
    arrears_from,
    arrears_to,
    (
        coalesce(line_type, '') like '%补发%'
        -- a roster line that says in its remark that all of it is arrears
        or (coalesce(remark, '') like '%补发%' and coalesce(arrears_fen, 0) = 0 and month < paid_month)
        or (arrears_fen is not null and arrears_fen > 0 and arrears_fen = total_fen and month < paid_month)
        -- nothing but arrears for an earlier month
        or (
            month < paid_month and coalesce(arrears_fen, 0) > 0 and coalesce(basic_fen, 0) = 0
            and coalesce(account_fen, 0) = 0 and coalesce(basic_central_fen, 0) = 0
        )
    ) as is_arrears,
    case
        when state is null then
            case
                when benefit_state like '%暂停%' or benefit_state like '%终止%' or benefit_state like '%停发%'
                    then case when coalesce(total_fen, basic_fen, 0) > 0 then null else 'suspended' end
            end
        when state like '%冲销%' or state like '%核销%' or state like '%撤销%' or state like '%作废%' then 'reversed'
        when state like '%退%' then 'returned'
        when state like '%失败%' or state like '%未成功%' or state like '%不成功%' or state like '%未到账%' or lower(state) in ('failed', 'fail')
            then 'failed'
        when state like '%待%' or state like '%未支付%' or state like '%未发%' or state like '%处理中%' or lower(state) = 'pending'
            then 'pending'
        when state like '%暂停%' or state like '%停发%' or state like '%暂缓%' or state like '%终止%' then 'suspended'
        when state like '%成功%' or state like '%已%' or state like '%正常%' or state like '%发放%' or state like '%支付%'
            or lower(state) in ('paid', 'success', 'settled', 'ok', '是', '1') then 'paid'
        when state like '%重发%' or state like '%补发%' then 'paid'
        -- a state nobody has met yet is not taken for money that left the fund
        else 'pending'
    end as state,
    coalesce(state_reason, case when state is null then benefit_state end) as state_reason,
    account_no,
    holder_name,
    benefit_start as benefit_start_month,
    match_strength
from staged.payout_roster
