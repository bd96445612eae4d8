-- Grain: one row per case, month of the period and figure: what was assessed, by the month of its first approval, what came
-- in or was offset less what was paid back, and what was given up, each by the month in which it moved.
select case_id, person_id, 'assessed' as figure, assessed_month as month, assessed_in_period_fen as amount_fen
from mart.case_summary
where assessed_month is not null
union all
select
    movement.case_id,
    movement.person_id,
    case movement.kind when 'write-off' then 'written-off' else 'recovered' end,
    movement.month,
    sum(case movement.kind when 'refund' then -movement.amount_fen else movement.amount_fen end)::bigint
from ledger.movement as movement
inner join ledger.period as this
    on this.period = 'this' and movement.moved_on between this.from_on and this.to_on
group by 1, 2, 3, 4
