-- Grain: one row per account and person paid through it: the latest line, the household, the holder's name as last given.
with

latest as (
    select
        account_no,
        person_id,
        max(coalesce(month, 0)) as month
    from canonical.benefit_payment
    where account_no is not null
    group by account_no, person_id
),

payment as (
    select
        line.account_no,
        line.person_id,
        line.line_id,
        line.month,
        line.holder_name,
        line.match_strength,
        row_number() over (partition by line.account_no, line.person_id order by line.line_id desc) as recency
    from canonical.benefit_payment as line
    inner join latest
        on
            latest.account_no = line.account_no and latest.person_id = line.person_id
            and latest.month = coalesce(line.month, 0)
),

holder_by_bank as (
    select
        account_no,
        person_id,
        min(holder_name) as holder_name
    from canonical.bank_result
    where holder_name is not null and person_id is not null and account_no is not null
    group by account_no, person_id
),

household as (
    select
        person_id,
        min(household_no) as household_no
    from canonical.household_member
    where household_no is not null
    group by person_id
)

select
    payment.account_no,
    payment.person_id,
    payment.line_id,
    payment.month as last_month,
    coalesce(payment.holder_name, holder_by_bank.holder_name) as holder_name,
    household.household_no,
    payment.match_strength
from payment
left join holder_by_bank
    on holder_by_bank.account_no = payment.account_no and holder_by_bank.person_id = payment.person_id
left join household on household.person_id = payment.person_id
where payment.recency = 1
