-- Grain: one row per case at the end of the period, with what moved in it during the period: every column of money of
-- `ledger.case_at` stands here as it was at the end, those that make the equation also as `…_in_period_fen` by what changed.
-- Recovered is what came in or was offset, less what was paid back; other is what else became of the debt.
with

this as (
    select * from ledger.period where period = 'this'
),

edge as (
    select * from ledger.case_at where period = 'this'
),

moved as (
    select
        case_id,
        coalesce(sum(outstanding_fen) filter (where edge = 'opening'), 0)::bigint as opening_fen,
        sum(case edge when 'closing' then 1 else -1 end * columns('^(assessed|offset|repaid|written_off|refunded)_fen$'))::bigint
            as '\1_in_period_fen'
    from edge
    group by case_id
)

select
    closing.* exclude (period, edge),
    case_source.kind as source_kind,
    case_source.batch_id,
    closing.opened_on between this.from_on and this.to_on as is_opened_in_period,
    coalesce(closing.decided_on between this.from_on and this.to_on, false) as is_decided_in_period,
    moved.* exclude (case_id),
    closing.repaid_fen + closing.offset_fen - closing.refunded_fen as recovered_fen,
    -- what came in too much in one case pays nobody else's debt
    greatest(closing.outstanding_fen, 0) as owed_fen,
    moved.repaid_in_period_fen + moved.offset_in_period_fen - moved.refunded_in_period_fen as recovered_in_period_fen,
    moved.offset_in_period_fen + moved.written_off_in_period_fen - moved.refunded_in_period_fen as other_in_period_fen,
    case
        when closing.outstanding_fen <= 0 then null
        when closing.approved_on is null then 0
        else date_diff('day', cast(closing.approved_on as date), cast(this.to_on as date))
    end as age_days,
    case
        when closing.outstanding_fen <= 0 then null
        when closing.approved_on is null then 'unapproved'
        when age_days <= 30 then 'to_30'
        when age_days <= 90 then 'to_90'
        when age_days <= 180 then 'to_180'
        else 'over_180'
    end as age,
    case closing.match_strength
        when 'confirmed' then 'confirmed' when 'probable' then 'weak' when 'possible' then 'weak' else 'unlinked'
    end as strength,
    -- an amount that was changed after its approval stays in the month in which it was first approved
    case when moved.assessed_in_period_fen <> 0 then
        greatest(
            cast(strftime(cast(coalesce(closing.approved_on, this.to_on) as date), '%Y%m') as integer),
            this.from_month
        )
    end as assessed_month
from edge as closing
cross join this
inner join moved on moved.case_id = closing.case_id
-- one source for each case, so the join cannot multiply money
left join ledger.case_source as case_source on case_source.case_id = closing.case_id
where closing.edge = 'closing'
