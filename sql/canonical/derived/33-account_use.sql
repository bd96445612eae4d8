-- Grain: one row per account and person paid through it: the latest line, the household, the holder's name as last given.
with

payment as (
    select
        *,
        row_number() over (partition by account_no, person_id order by month desc, line_id desc) as recency
    from canonical.benefit_payment
    where account_no is not null
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
