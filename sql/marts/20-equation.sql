-- Grain: one row per period: what was out before it, what was added and what became of it, what is out after it.
select
    period.period,
    period.title,
    period.from_on,
    period.to_on,
    coalesce(sum(case_at.outstanding_fen) filter (where case_at.edge = 'opening'), 0)::bigint as opening_fen,
    coalesce(
        sum(
            case when case_at.edge = 'closing' then 1 else -1 end
            * columns('^(assessed|offset|repaid|written_off|refunded)_fen$')
        ), 0
    )::bigint as '\1_fen',
    coalesce(sum(case_at.outstanding_fen) filter (where case_at.edge = 'closing'), 0)::bigint as closing_fen,
    -- the same as it is told: what is owed, and what is due back, which pays no other case's debt
    coalesce(sum(greatest(case_at.outstanding_fen, 0)) filter (where case_at.edge = 'opening'), 0)::bigint as owed_before_fen,
    coalesce(sum(greatest(case_at.outstanding_fen, 0)) filter (where case_at.edge = 'closing'), 0)::bigint as owed_fen,
    owed_before_fen - opening_fen as due_before_fen,
    owed_fen - closing_fen as due_fen
from ledger.period as period
left join ledger.case_at as case_at on case_at.period = period.period
group by period.period, period.title, period.from_on, period.to_on
order by period.to_on desc, period.period
