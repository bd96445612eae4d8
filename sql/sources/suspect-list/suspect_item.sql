-- Grain: one row per item of a batch handed down. The family names the rules that could bear the suspicion out.
select
    row_id as record_id,
    person_id,
    coalesce(batch, file_name) as batch,
    item_no,
    kind as kind_text,
    case
        when kind like '%服刑%' or kind like '%判刑%' or kind like '%刑%' or kind like '%在押%' then 'imprisonment'
        when kind like '%丧葬%' then 'funeral-grant'
        when kind like '%死%' or kind like '%亡%' or kind like '%火化%' or kind like '%去世%' then 'deceased'
        when kind like '%职保%' or kind like '%职工%' or kind like '%跨险种%' or kind like '%重复%' or kind like '%双重%' or kind like '%同时%'
            or kind like '%退休%' then 'dual-benefit'
        when kind like '%未满%' or kind like '%不足%' or kind like '%年龄%' or kind like '%未达%' or kind like '%提前%' or kind like '%未到%'
            or kind like '%60%' then 'eligibility'
        when kind like '%认证%' then 'certification'
        when kind like '%定居%' or kind like '%出国%' or kind like '%注销%' or kind like '%国籍%' then 'eligibility'
        when kind like '%代缴%' then 'paid-on-behalf'
        when kind like '%征地%' then 'land-loss'
        when kind like '%账户%' or kind like '%账号%' or kind like '%一卡%' or kind like '%户名%' then 'account'
        when kind like '%身份证%' or kind like '%证件%' then 'identity'
        else ''
    end as family,
    alleged_on,
    coalesce(alleged_on_month, from_month) as alleged_month,
    amount_fen,
    due_on as answer_due_on,
    match_strength
from staged.suspect_list
