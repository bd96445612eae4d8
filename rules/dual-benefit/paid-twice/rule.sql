-- Grain: one row per settled payment of one person and month beyond the largest.
with

line as (
    -- arrears stand apart: they make good a month that was not paid; what was taken back was not paid
    select
        payment.line_id,
        payment.row_id,
        payment.delivery_no,
        payment.person_id,
        payment.month,
        payment.paid_month,
        payment.amount_fen,
        payment.match_strength,
        -- nobody can tell whether it is a payment of its own
        case when coalesce(payment.is_contested, false) then 1 else 0 end as is_contested,
        case when coalesce(payment.is_month_assumed, false) then 1 else 0 end as is_month_assumed,
        -- what two places pay somebody is asked by a rule of its own, which knows which of them gives way
        case
            when min(case when payment.place is null then 0 else 1 end) over (partition by payment.person_id, payment.month) = 1
                then payment.place
            else ''
        end as county,
        case when payment.basic_fen <> 0 or payment.named_part = 'basic-part' then 1 else 0 end as has_basic,
        case when payment.age_topup_fen <> 0 or payment.named_part = 'age-part' then 1 else 0 end as has_age,
        case when payment.long_topup_fen <> 0 or payment.named_part = 'long-part' then 1 else 0 end as has_long,
        case when payment.account_fen <> 0 or payment.named_part = 'account-part' then 1 else 0 end as has_account,
        case when payment.disability_fen <> 0 or payment.named_part = 'disability-part' then 1 else 0 end as has_disability,
        payment.has_components or payment.named_part is not null as has_parts
    from canonical.benefit_payment as payment
    inner join canonical.several_lines as several on several.person_id = payment.person_id and several.month = payment.month
    where payment.is_settled and not payment.is_arrears and payment.amount_fen > 0 and not payment.is_reversed
),

entitlement as (
    -- lines of one file that hold different parts of one entitlement are one payment; one line that names none may hold the basic part
    select
        person_id,
        month,
        delivery_no
    from line
    where delivery_no is not null
    group by person_id, month, delivery_no
    having
        count(*) > 1
        and min(case when not has_parts or has_basic + has_age + has_long + has_account + has_disability > 0 then 1 else 0 end) = 1
        and sum(case when has_parts then 0 else 1 end) + sum(has_basic) <= 1 and sum(has_age) <= 1 and sum(has_long) <= 1 and sum(has_account) <= 1 and sum(has_disability) <= 1
),

payment as (
    select
        line.line_id,
        line.row_id,
        line.delivery_no,
        line.person_id,
        line.month,
        line.paid_month,
        line.amount_fen,
        line.match_strength,
        line.is_contested,
        line.is_month_assumed,
        line.county,
        case when entitlement.person_id is null then line.line_id else -line.delivery_no end as payment_no
    from line
    left join entitlement
        on
            entitlement.person_id = line.person_id
            and entitlement.month = line.month
            and entitlement.delivery_no = line.delivery_no
),

total as (
    select
        person_id,
        month,
        county,
        payment_no,
        sum(amount_fen) as total_fen,
        min(row_id) as row_id,
        min(delivery_no) as delivery_no,
        min(paid_month) as paid_month,
        min(case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end) as strength_rank,
        max(is_contested) as is_contested,
        max(is_month_assumed) as is_month_assumed
    from payment
    group by person_id, month, county, payment_no
),

ranked as (
    select
        *,
        row_number() over (partition by person_id, month, county order by is_contested, total_fen desc, row_id) as place
    from total
),

largest as (
    select person_id, month, county, paid_month, row_id, total_fen, strength_rank, is_month_assumed
    from ranked
    where place = 1
),

judged as (
    select
        payment.person_id,
        payment.month,
        payment.amount_fen,
        payment.line_id,
        largest.row_id as counter_id,
        largest.total_fen,
        largest.strength_rank,
        overlapped_line.row_id is not null as is_overlap,
        -- paid in two months, and one of them names no entitlement month: it may be for another
        largest.paid_month <> payment.paid_month and largest.is_month_assumed + payment.is_month_assumed > 0 as is_month_open
    from payment
    inner join ranked
        on
            ranked.person_id = payment.person_id and ranked.month = payment.month and ranked.county = payment.county
            and ranked.payment_no = payment.payment_no
    -- one largest payment per person, month and county, so this join cannot multiply money
    inner join largest
        on largest.person_id = payment.person_id and largest.month = payment.month and largest.county = payment.county
    left join canonical.overlapped_line as overlapped_line on overlapped_line.row_id = payment.row_id
    where ranked.place > 1
)

select
    person_id,
    case when is_month_open then 'paid-twice open month' else 'paid-twice' end as occurrence_key,
    month,
    amount_fen,
    line_id,
    counter_id,
    case
        when is_month_open or strength_rank = 1 then 'possible'
        when strength_rank = 2 then 'probable'
        else 'confirmed'
    end as match_strength,
    total_fen as fact_kept_fen,
    is_overlap as fact_is_overlap
from judged
