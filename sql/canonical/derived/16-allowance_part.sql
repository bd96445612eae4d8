-- Grain: one row per line of an allowance for the severely disabled; of a line with a minus that states months, one per month of
-- them: it takes alike from each, and what does not divide from the first.
with

stated as (
    select
        allowance.record_id,
        allowance.person_id,
        allowance.paid_month,
        allowance.amount_fen,
        allowance.is_settled,
        allowance.match_strength,
        calendar_month.month,
        row_number() over (partition by allowance.record_id order by calendar_month.month) as part_no,
        count(*) over (partition by allowance.record_id) as part_count
    from canonical.disability_allowance as allowance
    inner join canonical.calendar_month as first_month on first_month.month = allowance.arrears_from
    left join canonical.calendar_month as last_month on last_month.month = allowance.arrears_to
    inner join canonical.calendar_month as calendar_month
        on
            calendar_month.month_no between first_month.month_no
            and coalesce(last_month.month_no, first_month.month_no + coalesce(allowance.arrears_month_count, 1) - 1)
    where allowance.amount_fen < 0
)

select
    record_id,
    0 as part_no,
    person_id,
    month,
    paid_month,
    amount_fen,
    is_settled,
    match_strength
from canonical.disability_allowance
where record_id not in (select stated.record_id from stated)

union all

select
    record_id,
    part_no,
    person_id,
    month,
    paid_month,
    cast(
        case
            when part_no = 1 then amount_fen - ceil(amount_fen / (1.0 * part_count)) * (part_count - 1)
            else ceil(amount_fen / (1.0 * part_count))
        end as bigint
    ) as amount_fen,
    is_settled,
    match_strength
from stated
