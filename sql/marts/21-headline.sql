-- Grain: one row per period and figure. People are counted once in each figure; `times` counts cases, notices or entries.
with

closing as (
    select case_at.*, period.from_on, period.to_on
    from ledger.case_at as case_at
    inner join ledger.period as period on period.period = case_at.period
    where case_at.edge = 'closing'
),

moved as (
    select period.period, movement.*
    from ledger.movement as movement
    inner join ledger.period as period on movement.moved_on between period.from_on and period.to_on
),

recovered as (
    select
        period,
        person_id,
        sum(case when kind in ('receipt', 'offset') then case when is_reversal then -1 else 1 end else 0 end) as entry_count,
        sum(case kind when 'receipt' then amount_fen when 'offset' then amount_fen when 'refund' then -amount_fen else 0 end)
            as fen
    from moved
    group by period, person_id
),

figure as (
    select 1 as place, period, 'found' as figure, '发现' as title, '件' as unit,
        count(distinct person_id) as people, count(*) as times, sum(claimed_fen) as amount_fen
    from closing where opened_on between from_on and to_on group by period
    union all
    select 2, period, 'substantiated', '认定属实', '件', count(distinct person_id), count(*), sum(assessed_fen)
    from closing where outcome = 'substantiated' and decided_on between from_on and to_on group by period
    union all
    select 3, period, 'unfounded', '不属实', '件', count(distinct person_id), count(*), null
    from closing where outcome = 'unfounded' and decided_on between from_on and to_on group by period
    union all
    select 4, period, 'unverifiable', '无法核实', '件', count(distinct person_id), count(*), null
    from closing where outcome = 'unverifiable' and decided_on between from_on and to_on group by period
    union all
    select 5, period.period, 'notified', '发出通知书', '份', count(distinct notice.person_id), count(*), null
    from ledger.notice as notice
    inner join ledger.period as period on notice.issued_on between period.from_on and period.to_on
    group by period.period
    union all
    select 6, period.period, 'served', '送达', '份', count(distinct notice.person_id), count(*), null
    from ledger.notice as notice
    inner join ledger.period as period on notice.served_on between period.from_on and period.to_on
    group by period.period
    union all
    select 7, period, 'recovered', '追回', '人次', count(*) filter (where fen > 0), sum(entry_count), sum(fen)
    from recovered group by period
    union all
    select 8, period, 'written_off', '核销', '笔', count(distinct person_id), sum(case when is_reversal then -1 else 1 end),
        sum(amount_fen)
    from moved where kind = 'write-off' group by period
    union all
    select 9, period, 'refunded', '退还多缴', '笔', count(distinct person_id), sum(case when is_reversal then -1 else 1 end),
        sum(amount_fen)
    from moved where kind = 'refund' group by period
    union all
    select 10, period, 'owed', '期末未收回', '件', count(distinct person_id), count(*), sum(outstanding_fen)
    from closing where outstanding_fen > 0 group by period
    union all
    select 11, period, 'refund_due', '期末应退未退', '件', count(distinct person_id), count(*), sum(refund_due_fen)
    from closing where refund_due_fen > 0 group by period
)

select
    period.period,
    named.place,
    named.figure,
    named.title,
    named.unit,
    coalesce(figure.people, 0)::integer as people,
    coalesce(figure.times, 0)::integer as times,
    case when named.has_money then coalesce(figure.amount_fen, 0)::bigint end as amount_fen
from ledger.period as period
cross join (
    values
    (1, 'found', '发现', '件', true), (2, 'substantiated', '认定属实', '件', true), (3, 'unfounded', '不属实', '件', false),
    (4, 'unverifiable', '无法核实', '件', false), (5, 'notified', '发出通知书', '份', false),
    (6, 'served', '送达', '份', false), (7, 'recovered', '追回', '人次', true), (8, 'written_off', '核销', '笔', true),
    (9, 'refunded', '退还多缴', '笔', true), (10, 'owed', '期末未收回', '件', true),
    (11, 'refund_due', '期末应退未退', '件', true)
) as named (place, figure, title, unit, has_money)
left join figure on figure.period = period.period and figure.figure = named.figure
order by period.period, named.place
