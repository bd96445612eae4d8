-- Grain: one row per case and figure it stands behind, with what it adds to the figure.
select case_id, person_id, 'opening' as figure, opening_fen as amount_fen
from mart.case_summary where opening_fen <> 0
union all
select case_id, person_id, 'assessed', assessed_in_period_fen
from mart.case_summary where assessed_in_period_fen <> 0
union all
select case_id, person_id, 'repaid', repaid_in_period_fen
from mart.case_summary where repaid_in_period_fen <> 0
union all
select case_id, person_id, 'offset', offset_in_period_fen
from mart.case_summary where offset_in_period_fen <> 0
union all
select case_id, person_id, 'written-off', written_off_in_period_fen
from mart.case_summary where written_off_in_period_fen <> 0
union all
select case_id, person_id, 'refunded', refunded_in_period_fen
from mart.case_summary where refunded_in_period_fen <> 0
union all
select case_id, person_id, 'other', other_in_period_fen
from mart.case_summary
where offset_in_period_fen <> 0 or written_off_in_period_fen <> 0 or refunded_in_period_fen <> 0
union all
select case_id, person_id, 'recovered', recovered_in_period_fen
from mart.case_summary where recovered_in_period_fen <> 0
union all
select case_id, person_id, 'outstanding', outstanding_fen
from mart.case_summary where outstanding_fen <> 0
union all
select case_id, person_id, 'overdue', outstanding_fen
from mart.case_summary where outstanding_fen > 0 and is_past_term
union all
select case_id, person_id, 'owed', owed_fen
from mart.case_summary where owed_fen > 0
union all
select case_id, person_id, 'over-repaid', refund_due_fen
from mart.case_summary where refund_due_fen > 0
union all
select case_id, person_id, 'found', claimed_fen
from mart.case_summary where is_opened_in_period
union all
-- what became of the cases opened in the period
select case_id, person_id, case outcome when 'open' then 'undecided' else outcome end, claimed_fen
from mart.case_summary where is_opened_in_period
union all
select case_id, person_id, 'decided', claimed_fen
from mart.case_summary where is_substantiated is not null
union all
select case_id, person_id, 'held', claimed_fen
from mart.case_summary where is_substantiated
