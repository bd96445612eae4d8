-- Grain: one row per case at the end of the period, with what moved in it during the period.
-- Recovered is what came in or was offset, less what was paid back.
with

this as (
    select * from ledger.period where period = 'this'
),

closing as (
    select * from ledger.case_at where period = 'this' and edge = 'closing'
),

opening as (
    select case_id, assessed_fen, offset_fen, repaid_fen, written_off_fen, refunded_fen, outstanding_fen
    from ledger.case_at
    where period = 'this' and edge = 'opening'
)

select
    closing.case_id,
    closing.person_id,
    closing.name,
    closing.township,
    closing.rule_id,
    closing.rule_title,
    closing.status,
    closing.status_title,
    closing.outcome,
    closing.opened_on,
    closing.decided_on,
    closing.approved_on,
    closing.settled_on,
    closing.overpaid_months,
    attribution.kind as source_kind,
    attribution.batch_id,
    closing.opened_on between this.from_on and this.to_on as is_opened_in_period,
    coalesce(closing.decided_on between this.from_on and this.to_on, false) as is_decided_in_period,
    closing.claimed_fen,
    closing.assessed_fen,
    closing.repaid_fen + closing.offset_fen - closing.refunded_fen as recovered_fen,
    closing.written_off_fen,
    closing.outstanding_fen,
    closing.assessed_fen - coalesce(opening.assessed_fen, 0) as assessed_in_period_fen,
    (closing.repaid_fen + closing.offset_fen - closing.refunded_fen)
    - coalesce(opening.repaid_fen + opening.offset_fen - opening.refunded_fen, 0) as recovered_in_period_fen,
    case
        when closing.outstanding_fen <= 0 then null
        when closing.approved_on is null then 0
        else date_diff('day', cast(closing.approved_on as date), cast(this.to_on as date))
    end as age_days
from closing
cross join this
-- one source for each person, so the join cannot multiply money
left join ledger.attribution as attribution on attribution.person_id = closing.person_id
left join opening on opening.case_id = closing.case_id
