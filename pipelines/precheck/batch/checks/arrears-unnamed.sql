-- Grain: one row per line with whole months as arrears that says of none which, of somebody who was paid in every month of the rosters
-- that came: as many as that, without a gap, and no fewer than can be judged by.
with received as (
    select
        count(distinct month) as month_count,
        (max(month) // 100 - min(month) // 100) * 12 + max(month) % 100 - min(month) % 100 + 1 as span
    from earlier_line
    where month < (select month from batch_month)
),

never_left_out as (
    select person_id
    from earlier_line
    where state in ('paid', 'pending') and month < (select month from batch_month)
    group by person_id
    having count(distinct month) = (select month_count from received)
)

select line.township, line.file, line.row_no, line.name, line.resident_id, line.arrears_fen as value, line.monthly_fen as was,
    line.total_fen as fen
from batch_line as line
cross join received
where
    line.arrears_fen > 0 and line.monthly_fen > 0 and line.arrears_fen % line.monthly_fen = 0
    and not line.is_arrears and not line.is_reissue
    and line.arrears_from is null and line.arrears_to is null
    and received.span = received.month_count
    and received.month_count >= greatest($arrears_seen, line.arrears_fen // line.monthly_fen)
    and line.person_id in (select person_id from never_left_out)
