-- Grain: one row per case paid in instalments at the end of the period. Money pays the earliest instalment first.
select
    instalment.case_id,
    max(case_summary.township) as township,
    max(case_summary.status_title) as status_title,
    count(*)::integer as instalments,
    sum(instalment.amount_fen)::bigint as planned_fen,
    sum(instalment.amount_fen - instalment.uncovered_fen)::bigint as covered_fen,
    coalesce(sum(instalment.uncovered_fen) filter (where instalment.due_on <= this.to_on), 0)::bigint as overdue_fen,
    coalesce(sum(instalment.uncovered_fen) filter (where instalment.due_on > this.to_on), 0)::bigint as not_due_fen,
    min(instalment.due_on) filter (where instalment.uncovered_fen > 0) as next_due_on
from ledger.instalment as instalment
cross join (select to_on from ledger.period where period = 'this') as this
inner join mart.case_summary as case_summary on case_summary.case_id = instalment.case_id
group by instalment.case_id
order by instalment.case_id
