-- Grain: one row per settled payment on a list of single payments (grants, refunds, subsidies, allowances, contributions) of which
-- anything was kept: its amount less what lines with a minus took back. A minus takes back what it is for (the year, the plot, the
-- month, the scheme), else the payment of its own amount, else the last one.
with

payment as (
    select 'funeral_grant' as table_name, line_id, person_id, '' as purpose, paid_month, amount_fen, is_settled
    from canonical.funeral_grant

    union all

    select
        'other_grant' as table_name,
        record_id as line_id,
        person_id,
        coalesce(scheme, '') as purpose,
        paid_month,
        amount_fen,
        is_settled
    from canonical.other_grant

    union all

    select
        'land_loss_subsidy' as table_name,
        line_id,
        person_id,
        coalesce(plot, '') as purpose,
        paid_month,
        amount_fen,
        is_settled
    from canonical.land_loss_subsidy

    union all

    select
        'paid_on_behalf' as table_name,
        line_id,
        person_id,
        coalesce(cast(year as varchar), '') as purpose,
        paid_month,
        amount_fen,
        is_settled
    from canonical.paid_on_behalf

    union all

    select
        'disability_allowance' as table_name,
        -- the parts of a line with a minus are several
        case when part_no = 0 then record_id else record_id * 1000 + part_no end as line_id,
        person_id,
        cast(month as varchar) as purpose,
        paid_month,
        amount_fen,
        is_settled
    from canonical.allowance_part

    union all

    select
        'account_refund' as table_name,
        record_id as line_id,
        person_id,
        coalesce(ground, '') as purpose,
        paid_month,
        amount_fen,
        is_settled
    from canonical.account_refund

    union all

    select
        'contribution' as table_name,
        record_id as line_id,
        person_id,
        cast(year as varchar) as purpose,
        paid_month,
        paid_fen as amount_fen,
        is_settled
    from canonical.contribution

    union all

    select
        'contribution_subsidy' as table_name,
        record_id as line_id,
        person_id,
        cast(year as varchar) as purpose,
        paid_month,
        subsidy_fen as amount_fen,
        is_settled
    from canonical.contribution
),

minus as (
    -- one that is itself called reversed takes back too, unless the payment that it reverses is called so as well
    select table_name, line_id, person_id, purpose, paid_month, -amount_fen as amount_fen
    from payment
    where
        amount_fen < 0
        and (
            is_settled
            or not exists (
                select 1
                from payment as reversed
                where
                    reversed.table_name = payment.table_name and reversed.person_id = payment.person_id
                    and reversed.amount_fen = -payment.amount_fen and not reversed.is_settled
            )
        )
),

aimed as (
    select
        minus.table_name,
        minus.person_id,
        minus.paid_month,
        minus.amount_fen,
        payment.purpose,
        row_number() over (
            partition by minus.table_name, minus.line_id
            order by
                case when payment.purpose = minus.purpose then 1 else 2 end,
                case when payment.amount_fen = minus.amount_fen then 1 else 2 end,
                coalesce(payment.paid_month, 0) desc,
                payment.line_id desc
        ) as place
    from minus
    inner join payment
        on
            payment.table_name = minus.table_name and payment.person_id = minus.person_id
            and payment.is_settled and payment.amount_fen > 0
),

taken_back as (
    select table_name, person_id, purpose, sum(amount_fen) as amount_fen, max(coalesce(paid_month, 209912)) as last_month
    from aimed
    where place = 1
    group by table_name, person_id, purpose
),

reduced as (
    select
        payment.table_name,
        payment.line_id,
        payment.amount_fen,
        coalesce(taken_back.amount_fen, 0) as taken_back_fen,
        sum(payment.amount_fen) over (
            partition by payment.table_name, payment.person_id, payment.purpose
            order by
                case when coalesce(payment.paid_month, 0) <= taken_back.last_month then 1 else 2 end,
                case when payment.amount_fen = taken_back.amount_fen then 1 else 2 end,
                coalesce(payment.paid_month, 0) desc,
                payment.line_id desc
        ) - payment.amount_fen as before_fen
    from payment
    left join taken_back
        on
            taken_back.table_name = payment.table_name and taken_back.person_id = payment.person_id
            and taken_back.purpose = payment.purpose
    where payment.is_settled and payment.amount_fen > 0
)

select
    table_name,
    line_id,
    cast(
        case
            when taken_back_fen <= before_fen then amount_fen
            else amount_fen - (taken_back_fen - before_fen)
        end as bigint
    ) as amount_fen
from reduced
where taken_back_fen < before_fen + amount_fen
