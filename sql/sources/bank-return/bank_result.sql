-- Grain: one row per payment order in a bank return.
select
    row_id as record_id,
    person_id,
    account_no,
    holder_name,
    amount_fen,
    month,
    paid_month,
    case
        when result is null then reason is not null
        when result like '%失败%' or result like '%退%' or result like '%不成功%' or result like '%未%' or result like '%拒%'
            or result like '%异常%' or result like '%不符%' or result like '%销户%' or result like '%不存在%'
            or lower(result) in ('fail', 'failed', 'returned', 'f', 'n') then true
        when result like '%成功%' or result like '%已入账%' or result like '%已%' or result like '%正常%'
            or lower(result) in ('success', 'ok', 's', 'y', 'paid') then false
        -- numeric return codes: all zeros mean done
        when regexp_matches(result, '^0+$') then false
        else true
    end as is_returned,
    reason,
    match_strength
from staged.bank_return
