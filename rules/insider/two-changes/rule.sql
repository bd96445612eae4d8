-- Grain: one row per change that stands beside another of the same person, or near a death, arrears or a certification.
with

change as (
    select record_id, person_id, item, after_value, changed_on, changed_month, match_strength
    from canonical.change_entry
    -- a renewed card and a guardian on record explain a new account
    where
        not (item = 'account' and reason is not null)
        -- a name written otherwise is one name
        and not (
            item = 'name' and coalesce(before_value, '') <> ''
            and replace(replace(replace(before_value, ' ', ''), '　', ''), '·', '')
            = replace(replace(replace(after_value, ' ', ''), '　', ''), '·', '')
        )
        -- an old number of fifteen digits and the one of eighteen made of it, or one number written otherwise, are one number
        and not (
            item = 'number' and coalesce(before_value, '') <> ''
            and upper(replace(before_value, ' ', '')) in (
                upper(replace(after_value, ' ', '')),
                concat(substr(replace(after_value, ' ', ''), 1, 6), substr(replace(after_value, ' ', ''), 9, 9))
            )
        )
),

death as (
    select person_id, record_id, died_on, died_month
    from canonical.death
),

told as (
    select
        change.record_id,
        'both' as kind,
        1 as kind_rank,
        cast(null as bigint) as counter_id
    from change
    where
        change.item in ('number', 'name')
        and exists (
            select 1
            from change as other
            where other.person_id = change.person_id and other.item in ('number', 'name') and other.item <> change.item
        )

    union all

    select
        change.record_id,
        'death' as kind,
        2 as kind_rank,
        death.record_id as counter_id
    from change
    inner join death on death.person_id = change.person_id
    inner join parameter.near_days as near_days
        on change.changed_month between near_days.valid_from and near_days.valid_to
    where
        change.item = 'account'
        and (
            change.changed_on >= death.died_on - cast(near_days.value as integer)
            or ((death.died_on is null or change.changed_on is null) and change.changed_month >= death.died_month)
        )

    union all

    select
        change.record_id,
        'arrears' as kind,
        3 as kind_rank,
        min(payment.row_id) as counter_id
    from change
    inner join canonical.calendar_month as changed on changed.month = change.changed_month
    inner join canonical.benefit_payment as payment on payment.person_id = change.person_id
    inner join canonical.calendar_month as paid on paid.month = payment.paid_month
    inner join parameter.near_arrears_months as near_months
        on change.changed_month between near_months.valid_from and near_months.valid_to
    where
        change.item = 'account' and payment.is_settled and payment.is_arrears and payment.amount_fen > 0
        and paid.month_no between changed.month_no and changed.month_no + near_months.value
    group by change.record_id

    union all

    select
        change.record_id,
        'certification' as kind,
        4 as kind_rank,
        min(certification.record_id) as counter_id
    from change
    inner join canonical.certification as certification on certification.person_id = change.person_id
    inner join parameter.near_days as near_days
        on change.changed_month between near_days.valid_from and near_days.valid_to
    where
        change.item = 'account' and certification.is_passed
        -- whoever was seen was there
        and not certification.is_in_person and not certification.is_batch
        and certification.certified_on between change.changed_on - cast(near_days.value as integer)
        and change.changed_on + cast(near_days.value as integer)
    group by change.record_id
),

first_told as (
    select
        record_id,
        kind,
        counter_id,
        row_number() over (partition by record_id order by kind_rank) as place
    from told
),

received as (
    -- what was paid since to the account that a change of account put in
    select change.person_id, sum(payment.amount_fen) as at_risk_fen
    from change
    inner join canonical.benefit_payment as payment
        on
            payment.person_id = change.person_id and payment.account_no = replace(change.after_value, ' ', '')
            and payment.paid_month >= change.changed_month
    where change.item = 'account' and payment.is_settled and not coalesce(payment.is_contested, false)
    group by change.person_id
)

select
    change.person_id,
    first_told.kind as occurrence_key,
    change.changed_month as month,
    cast(null as bigint) as amount_fen,
    change.record_id as line_id,
    first_told.counter_id,
    change.match_strength,
    first_told.kind as fact_kind,
    change.changed_on as fact_changed_on,
    -- without a change of account there is no account to speak of
    case
        when account_change.person_id is not null then cast(coalesce(received.at_risk_fen, 0) as bigint)
    end as fact_at_risk_fen
from first_told
-- one change per record, so this join multiplies nothing
inner join change on change.record_id = first_told.record_id
left join received on received.person_id = change.person_id
left join (select distinct person_id from change where item = 'account') as account_change
    on account_change.person_id = change.person_id
where first_told.place = 1
