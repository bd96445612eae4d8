-- Grain: one row per month of the period: money that came in, was offset, paid back and given up. A reversal counts in its
-- own month, with the sign turned. Somebody who pays in two months is one person in each.
with

this as (
    select * from ledger.period where period = 'this'
),

month as (
    select cast(strftime(day, '%Y%m') as integer) as month
    from this
    cross join
        generate_series(date_trunc('month', cast(this.from_on as date)), cast(this.to_on as date), interval 1 month)
            as series (day)
),

moved as (
    select movement.*
    from ledger.movement as movement
    inner join this on movement.moved_on between this.from_on and this.to_on
),

paying as (
    select month, count(*) as people
    from (
        select month, person_id
        from moved
        where kind in ('receipt', 'offset', 'refund')
        group by month, person_id
        having sum(case kind when 'refund' then -amount_fen else amount_fen end) > 0
    )
    group by month
)

select
    month.month,
    coalesce(max(paying.people), 0)::integer as people,
    (count(*) filter (where moved.kind in ('receipt', 'offset') and not moved.is_reversal)
    - count(*) filter (where moved.kind in ('receipt', 'offset') and moved.is_reversal))::integer as entries,
    coalesce(sum(moved.amount_fen) filter (where moved.kind = 'receipt'), 0)::bigint as repaid_fen,
    coalesce(sum(moved.amount_fen) filter (where moved.kind = 'offset'), 0)::bigint as offset_fen,
    coalesce(sum(moved.amount_fen) filter (where moved.kind = 'refund'), 0)::bigint as refunded_fen,
    coalesce(sum(case moved.kind when 'receipt' then moved.amount_fen when 'offset' then moved.amount_fen
        when 'refund' then -moved.amount_fen else 0 end), 0)::bigint as recovered_fen,
    coalesce(sum(moved.amount_fen) filter (where moved.kind = 'write-off'), 0)::bigint as written_off_fen
from month
left join moved on moved.month = month.month
left join paying on paying.month = month.month
group by month.month
order by month.month
