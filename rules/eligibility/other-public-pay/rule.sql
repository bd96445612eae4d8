-- Grain: one row per settled line of a month in which the person was paid by the public purse too.
with

payment as (
    select
        line_id, person_id, month, amount_fen, basic_fen, age_topup_fen, long_topup_fen, account_fen, has_components, is_arrears
    from canonical.benefit_payment
    where
        is_settled and amount_fen > 0 and not is_reversed
        and person_id in (select record.person_id from canonical.public_pay_record as record)
),

public_pay as (
    -- one row per payment: of several lines of a payroll that cover its month, the strongest link speaks
    select
        payment.line_id,
        record.record_id,
        record.kind,
        record.start_month,
        record.match_strength,
        row_number() over (
            partition by payment.line_id
            order by
                case record.match_strength when 'confirmed' then 1 when 'probable' then 2 else 3 end,
                record.record_id
        ) as place
    from payment
    inner join canonical.public_pay_record as record on record.person_id = payment.person_id
    where
        record.kind in ('salary', 'civil-pension')
        and coalesce(record.amount_fen, 1) > 0
        -- a monthly list says of its month alone, one that also says the start of all months since; nothing is paid before a stated
        -- start or after a stated end, and an open end is known up to where the list is complete
        and payment.month >= coalesce(record.start_month, record.month)
        and payment.month <= coalesce(record.end_month, 209912)
        and payment.month <= coalesce(record.month, record.end_month, record.complete_month, 209912)
),

claimed_component as (
    -- the list of components in force, one row per period of it
    select
        valid_from,
        valid_to,
        max(case when value = 'basic' then 1 else 0 end) as has_basic,
        max(case when value = 'age_topup' then 1 else 0 end) as has_age_topup,
        max(case when value = 'long_topup' then 1 else 0 end) as has_long_topup,
        max(case when value = 'account' then 1 else 0 end) as has_account
    from parameter.employee_overlap_component
    group by valid_from, valid_to
),

overlap as (
    select
        payment.line_id,
        payment.person_id,
        payment.month,
        payment.amount_fen,
        public_pay.record_id,
        public_pay.kind,
        public_pay.match_strength,
        case
            when payment.has_components and not payment.is_arrears then payment.basic_fen
            -- without components the basic part is what was in force for that month, never more than was paid
            else least(coalesce(basic_rate.value, 0), payment.amount_fen)
        end as basic_fen,
        case
            when payment.has_components and not payment.is_arrears then coalesce(payment.age_topup_fen, 0)
            when
                payment.month > (extract(year from person.born_on) + topup_age.value) * 100 + extract(month from person.born_on)
                then least(coalesce(topup_rate.value, 0), payment.amount_fen - least(coalesce(basic_rate.value, 0), payment.amount_fen))
            else 0
        end as age_topup_fen,
        case when payment.has_components and not payment.is_arrears then coalesce(payment.long_topup_fen, 0) else 0 end
            as long_topup_fen,
        case when payment.has_components and not payment.is_arrears then coalesce(payment.account_fen, 0) else 0 end
            as account_fen
    from payment
    -- one record per payment, so this join cannot multiply money; nor can the parameters, one value a month
    inner join public_pay on public_pay.line_id = payment.line_id and public_pay.place = 1
    left join canonical.person as person on person.person_id = payment.person_id
    left join parameter.basic_pension_rate as basic_rate on payment.month between basic_rate.valid_from and basic_rate.valid_to
    left join parameter.age_topup_rate as topup_rate on payment.month between topup_rate.valid_from and topup_rate.valid_to
    left join parameter.age_topup_age as topup_age on payment.month between topup_age.valid_from and topup_age.valid_to
),

claimed as (
    select
        overlap.line_id,
        overlap.person_id,
        overlap.month,
        overlap.amount_fen,
        overlap.record_id,
        overlap.kind,
        overlap.match_strength,
        overlap.basic_fen * claimed_component.has_basic as basic_fen,
        overlap.age_topup_fen * claimed_component.has_age_topup as age_topup_fen,
        overlap.long_topup_fen * claimed_component.has_long_topup as long_topup_fen,
        overlap.account_fen * claimed_component.has_account as account_fen
    from overlap
    inner join claimed_component on overlap.month between claimed_component.valid_from and claimed_component.valid_to
)

select
    person_id,
    'public-pay' as occurrence_key,
    month,
    -- what a deduction kept back did not leave the fund
    cast(least(basic_fen + age_topup_fen + long_topup_fen + account_fen, amount_fen) as bigint) as amount_fen,
    line_id,
    record_id as counter_id,
    match_strength,
    cast(basic_fen as bigint) as part_basic_fen,
    cast(age_topup_fen as bigint) as part_age_topup_fen,
    cast(long_topup_fen as bigint) as part_long_topup_fen,
    cast(account_fen as bigint) as part_account_fen,
    kind as fact_kind
from claimed
where basic_fen + age_topup_fen + long_topup_fen + account_fen > 0
