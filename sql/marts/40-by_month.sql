-- Grain: one row per month of the period: what was assessed, and money that came in, was offset, paid back and given up. A
-- reversal counts in its own month, with the sign turned. Somebody who pays in two months is one person in each.
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
    where movement.case_id in (select case_id from mart.chosen_case)
),

figure as (
    select month, figure, count(*) as cases, sum(amount_fen) as amount_fen
    from mart.case_month
    where case_id in (select case_id from mart.chosen_case)
    group by month, figure
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
    coalesce(max(assessed.amount_fen), 0)::bigint as assessed_fen,
    coalesce(max(assessed.cases), 0)::integer as assessed_cases,
    coalesce(max(recovered.amount_fen), 0)::bigint as recovered_fen,
    coalesce(max(recovered.cases), 0)::integer as recovered_cases,
    coalesce(max(written_off.amount_fen), 0)::bigint as written_off_fen,
    coalesce(max(paying.people), 0)::integer as people,
    (count(*) filter (where moved.kind in ('receipt', 'offset') and not moved.is_reversal)
    - count(*) filter (where moved.kind in ('receipt', 'offset') and moved.is_reversal))::integer as entries,
    coalesce(sum(moved.amount_fen) filter (where moved.kind = 'receipt'), 0)::bigint as repaid_fen,
    coalesce(sum(moved.amount_fen) filter (where moved.kind = 'offset'), 0)::bigint as offset_fen,
    coalesce(sum(moved.amount_fen) filter (where moved.kind = 'refund'), 0)::bigint as refunded_fen
from month
left join moved on moved.month = month.month
left join figure as assessed on assessed.month = month.month and assessed.figure = 'assessed'
left join figure as recovered on recovered.month = month.month and recovered.figure = 'recovered'
left join figure as written_off on written_off.month = month.month and written_off.figure = 'written-off'
left join paying on paying.month = month.month
group by month.month
order by month.month
