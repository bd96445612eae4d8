-- Grain: one row per person and month, or line of arrears, in which the allowance differs from the rate in force.
with

allowance as (
    select
        record_id,
        person_id,
        month,
        paid_month,
        amount_fen,
        coalesce(is_kept_back, false) as is_kept_back,
        is_arrears or arrears_from is not null or coalesce(arrears_month_count, 1) > 1 as has_arrears,
        arrears_from,
        arrears_to,
        arrears_month_count,
        case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end as strength_rank
    from canonical.disability_allowance
    where is_settled and amount_fen <> 0
),

month_paid as (
    select person_id, month, sum(amount_fen) as amount_fen
    from allowance
    where not has_arrears
    group by person_id, month
),

kept as (
    -- a minus that leaves something of its month and names none may be for what was too much before
    select
        allowance.record_id,
        allowance.person_id,
        allowance.month,
        allowance.amount_fen,
        allowance.is_kept_back,
        allowance.amount_fen < 0 and coalesce(allowance.paid_month, allowance.month) = allowance.month and month_paid.amount_fen > 0 as is_unnamed,
        allowance.strength_rank
    from allowance
    inner join month_paid on month_paid.person_id = allowance.person_id and month_paid.month = allowance.month
    where not allowance.has_arrears

    union all

    -- a line with a minus takes from the months that it states
    select
        record_id,
        person_id,
        month,
        amount_fen,
        false as is_kept_back,
        false as is_unnamed,
        case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end as strength_rank
    from canonical.allowance_part
    where part_no > 0 and is_settled
),

regular as (
    -- several lines of a month are one allowance between them
    select
        person_id,
        month,
        max(case when amount_fen > 0 then record_id end) as line_id,
        sum(amount_fen) as paid_fen,
        max(case when is_kept_back then 1 else 0 end) as is_kept_back,
        min(strength_rank) as strength_rank
    from kept
    where not is_unnamed
    group by person_id, month
    -- what was taken back altogether was not paid
    having sum(amount_fen) > 0
),

stated as (
    -- what the months lack that a line of arrears states; a beginning alone states none
    select
        allowance.record_id,
        sum(greatest(rate.value - coalesce(regular.paid_fen, 0), 0)) as stated_fen
    from allowance
    inner join canonical.calendar_month as first_month on first_month.month = allowance.arrears_from
    left join canonical.calendar_month as last_month on last_month.month = allowance.arrears_to
    inner join canonical.calendar_month as calendar_month
        on
            calendar_month.month_no between first_month.month_no
            and coalesce(last_month.month_no, first_month.month_no + allowance.arrears_month_count - 1)
    inner join parameter.disability_allowance_rate as rate
        on calendar_month.month between rate.valid_from and rate.valid_to
    left join regular on regular.person_id = allowance.person_id and regular.month = calendar_month.month
    where
        allowance.has_arrears
        and (allowance.arrears_to is not null or allowance.arrears_month_count is not null)
    group by allowance.record_id
),

arrears as (
    select
        allowance.record_id,
        allowance.person_id,
        allowance.month,
        allowance.amount_fen as paid_fen,
        allowance.strength_rank,
        coalesce(stated.stated_fen, allowance.arrears_month_count * rate.value) as stated_fen,
        -- the line may hold its own month beside them, unless that is one of them or was paid apart
        coalesce(stated.stated_fen, allowance.arrears_month_count * rate.value)
        + case
            when own_month.person_id is not null or allowance.month between allowance.arrears_from and allowance.arrears_to then 0
            else rate.value
        end as with_own_fen
    from allowance
    inner join parameter.disability_allowance_rate as rate on allowance.month between rate.valid_from and rate.valid_to
    left join stated on stated.record_id = allowance.record_id
    left join regular as own_month on own_month.person_id = allowance.person_id and own_month.month = allowance.month
    where
        allowance.has_arrears and allowance.amount_fen > 0
        and (stated.stated_fen is not null or allowance.arrears_month_count is not null)
),

wrong as (
    select
        regular.person_id,
        regular.month,
        regular.line_id,
        regular.paid_fen,
        rate.value as due_fen,
        regular.strength_rank
    from regular
    inner join parameter.disability_allowance_rate as rate on regular.month between rate.valid_from and rate.valid_to
    where
        regular.paid_fen > rate.value
        or (
            regular.paid_fen < rate.value
            and regular.is_kept_back = 0
            -- arrears paid since may have made it good
            and not exists (
                select 1
                from allowance as later
                where
                    later.person_id = regular.person_id and later.has_arrears and later.amount_fen > 0 and later.paid_month >= regular.month
                    and coalesce(later.arrears_from, 0) <= regular.month and coalesce(later.arrears_to, 209912) >= regular.month
            )
        )

    union all

    select
        person_id,
        month,
        record_id as line_id,
        paid_fen,
        case when paid_fen < stated_fen then stated_fen else with_own_fen end as due_fen,
        strength_rank
    from arrears
    where paid_fen < stated_fen or paid_fen > with_own_fen
),

unnamed as (
    select person_id, month, -amount_fen as fen
    from kept
    where is_unnamed

    union all

    -- what a line is less than its month
    select regular.person_id, regular.month, rate.value - regular.paid_fen as fen
    from regular
    inner join parameter.disability_allowance_rate as rate on regular.month between rate.valid_from and rate.valid_to
    where regular.is_kept_back = 1 and regular.paid_fen < rate.value
),

kept_back as (
    select unnamed.person_id, sum(unnamed.fen) as fen
    from unnamed
    inner join (
        select person_id, min(month) as month
        from wrong
        where paid_fen > due_fen
        group by person_id
    ) as first_over on first_over.person_id = unnamed.person_id
    where unnamed.month >= first_over.month
    group by unnamed.person_id
),

claimed as (
    select
        wrong.*,
        case
            when wrong.paid_fen < wrong.due_fen then wrong.due_fen - wrong.paid_fen
            else least(wrong.paid_fen - wrong.due_fen, greatest(
                sum(wrong.paid_fen - wrong.due_fen) over (
                    partition by wrong.person_id, wrong.paid_fen > wrong.due_fen
                    order by wrong.month, wrong.line_id rows between unbounded preceding and current row
                ) - coalesce(kept_back.fen, 0), 0
            ))
        end as claimed_fen
    from wrong
    left join kept_back on kept_back.person_id = wrong.person_id
)

select
    person_id,
    case when paid_fen < due_fen then 'short' else 'over' end as occurrence_key,
    month,
    cast(claimed_fen as bigint) as amount_fen,
    line_id,
    cast(null as bigint) as counter_id,
    case strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    cast(paid_fen as bigint) as fact_paid_fen,
    cast(due_fen as bigint) as fact_due_fen,
    paid_fen < due_fen as fact_is_short
from claimed
where claimed_fen > 0 and not exists (
    select 1
    from canonical.held_row as held_row
    where
        held_row.person_id = claimed.person_id and held_row.table_name = 'disability_allowance'
        and coalesce(held_row.month, claimed.month) >= claimed.month
)
