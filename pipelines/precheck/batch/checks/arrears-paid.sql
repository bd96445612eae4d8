-- Grain: one row per line with arrears for months that it states, each of which earlier rosters paid already, by no less.
with stated as (
    select
        row_id,
        person_id,
        coalesce(arrears_from, month) as first_month,
        coalesce(arrears_to, arrears_from, month) as last_month,
        case when is_arrears then total_fen else arrears_fen end as arrears_fen
    from batch_line
    where
        not is_reissue
        and ((is_arrears and total_fen > 0) or (arrears_from is not null and arrears_fen > 0))
        and (is_arrears or arrears_to is not null or coalesce(arrears_month_count, 1) = 1)
),

paid as (
    select
        stated.row_id,
        stated.arrears_fen,
        (stated.last_month // 100 - stated.first_month // 100) * 12 + stated.last_month % 100 - stated.first_month % 100 + 1 as month_count,
        count(distinct earlier_line.month) as paid_count,
        sum(earlier_line.monthly_fen) as paid_fen
    from stated
    inner join earlier_line
        on
            earlier_line.person_id = stated.person_id
            and earlier_line.month between stated.first_month and stated.last_month
            and earlier_line.state = 'paid'
    group by all
)

select line.township, line.file, line.row_no, line.name, line.resident_id, paid.arrears_fen as value,
    cast(paid.paid_fen as bigint) as was, line.total_fen as fen
from paid
inner join batch_line as line on line.row_id = paid.row_id
where paid.paid_count = paid.month_count and paid.arrears_fen >= paid.paid_fen
