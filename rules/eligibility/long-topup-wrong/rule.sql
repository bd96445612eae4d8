-- Grain: one row per person and month whose top-up for long contribution is other than the years give.
with

stated as (
    select record_id, person_id, contribution_years, deemed_years, match_strength
    from canonical.insured_record

    union all

    select record_id, person_id, contribution_years, deemed_years, match_strength
    from canonical.account_balance
),

years as (
    -- lists that do not agree leave it open
    select
        person_id,
        max(contribution_years) as contribution_years,
        max(record_id) as record_id,
        min(case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end) as strength_rank
    from stated
    where contribution_years is not null
    group by person_id
    having min(contribution_years) = max(contribution_years)
),

line as (
    select
        payment.person_id,
        payment.month,
        payment.line_id,
        payment.amount_fen,
        payment.long_topup_fen,
        not payment.is_arrears and payment.amount_fen > 0 as is_regular
    from canonical.benefit_payment as payment
    inner join years on years.person_id = payment.person_id
    where
        payment.is_settled and not payment.is_reversed
        and (
            (not payment.is_arrears and payment.amount_fen > 0 and payment.long_topup_fen is not null)
            -- what was paid for the month since, or taken back of it, in sums that name no other part
            or (
                (payment.is_arrears or (payment.amount_fen < 0 and payment.basic_fen is null))
                and coalesce(payment.named_part, 'long-part') = 'long-part'
            )
        )
),

paid as (
    select
        person_id,
        month,
        min(case when is_regular then line_id end) as line_id,
        sum(case when is_regular then long_topup_fen else 0 end) as long_topup_fen,
        sum(case when is_regular then 0 else amount_fen end) as since_fen
    from line
    group by person_id, month
    having max(case when is_regular then 1 else 0 end) = 1
),

measured as (
    select
        paid.person_id,
        paid.month,
        paid.line_id,
        paid.long_topup_fen,
        paid.since_fen,
        years.contribution_years,
        years.record_id,
        years.strength_rank,
        greatest(years.contribution_years - after_years.value, 0) * rate.value as due_fen
    from paid
    inner join years on years.person_id = paid.person_id
    inner join parameter.long_topup_rate as rate on paid.month between rate.valid_from and rate.valid_to
    inner join parameter.long_topup_after_years as after_years
        on paid.month between after_years.valid_from and after_years.valid_to
    where
        -- years that were recognised without a contribution here are counted elsewhere
        not exists (
            select 1
            from stated
            where stated.person_id = paid.person_id and stated.deemed_years > 0
        )
        and not exists (
            select 1
            from canonical.relation_transfer as transfer
            where transfer.person_id = paid.person_id and transfer.direction <> 'out'
        )
        and not exists (
            select 1
            from canonical.held_row as held_row
            where
                held_row.person_id = paid.person_id
                and held_row.table_name in ('account_balance', 'insured_record', 'roster_line', 'relation_transfer')
                and coalesce(held_row.month, paid.month) = paid.month
        )
),

-- the difference that is left after what was paid or taken back for the month since
differing as (
    select
        *,
        case
            when long_topup_fen < due_fen then greatest(due_fen - long_topup_fen - greatest(since_fen, 0), 0)
            else greatest(long_topup_fen - due_fen + least(since_fen, 0), 0)
        end as difference_fen
    from measured
    where long_topup_fen <> due_fen
)

select
    person_id,
    case when long_topup_fen < due_fen then 'long-topup short' else 'long-topup' end as occurrence_key,
    month,
    cast(difference_fen as bigint) as amount_fen,
    line_id,
    record_id as counter_id,
    case strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    cast(difference_fen as bigint) as part_long_topup_fen,
    cast(contribution_years as varchar) as fact_years,
    cast(due_fen as bigint) as fact_due_fen,
    cast(long_topup_fen as bigint) as fact_paid_fen,
    long_topup_fen < due_fen as fact_is_short
from differing
where
    difference_fen > 0
    -- arrears whose months nobody stated may be for any month before they were paid
    and not exists (
        select 1
        from canonical.odd_payment as unplaced
        where
            unplaced.person_id = differing.person_id and unplaced.is_settled and unplaced.month is null
            and differing.long_topup_fen < differing.due_fen and differing.month < unplaced.paid_month
    )
