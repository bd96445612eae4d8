-- Grain: one row per person and month whose account pension is other than the balance at award gives.
with

award as (
    -- ledgers that name different balances for one award leave it open
    select
        person_id,
        max(award_balance_fen) as award_balance_fen,
        max(award_month) as award_month,
        max(record_id) as record_id,
        min(case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end) as strength_rank
    from canonical.account_balance
    where award_balance_fen > 0
    group by person_id
    having min(award_balance_fen) = max(award_balance_fen)
),

concerned as (
    -- nearly everybody has one line a month, and that as awarded: only the others are added up
    -- the least and the most that was paid tell whether any month may be another
    select award.person_id
    from canonical.beneficiary as beneficiary
    inner join award on award.person_id = beneficiary.person_id
    inner join parameter.account_divisor as divisor
        on
            coalesce(award.award_month, beneficiary.first_listed_month) <= divisor.valid_to
            and coalesce(award.award_month, beneficiary.last_listed_month) >= divisor.valid_from
    inner join parameter.account_pension_tolerance as tolerance
        on
            beneficiary.first_listed_month <= tolerance.valid_to
            and beneficiary.last_listed_month >= tolerance.valid_from
    where
        abs(
            beneficiary.least_account_fen
            - floor((2 * award.award_balance_fen + divisor.value) / (2.0 * divisor.value))
        ) > tolerance.value
        or abs(
            beneficiary.most_account_fen
            - floor((2 * award.award_balance_fen + divisor.value) / (2.0 * divisor.value))
        ) > tolerance.value

    union

    select several_lines.person_id
    from canonical.several_lines as several_lines
    inner join award on award.person_id = several_lines.person_id
),

line as (
    select
        payment.person_id,
        payment.month,
        payment.line_id,
        payment.amount_fen,
        payment.account_fen,
        not payment.is_arrears and payment.amount_fen > 0 as is_regular
    from canonical.benefit_payment as payment
    inner join concerned on concerned.person_id = payment.person_id
    where
        payment.is_settled and not payment.is_reversed
        and (
            (not payment.is_arrears and payment.amount_fen > 0 and payment.account_fen is not null)
            -- what was paid for the month since, or taken back of it, in sums that name no other part
            or (
                (payment.is_arrears or (payment.amount_fen < 0 and coalesce(payment.basic_fen, 0) = 0))
                and coalesce(payment.named_part, 'account-part') = 'account-part'
            )
        )
),

paid as (
    select
        person_id,
        month,
        min(case when is_regular then line_id end) as line_id,
        sum(case when is_regular then account_fen else 0 end) as account_fen,
        sum(case when is_regular then 0 else amount_fen end) as since_fen
    from line
    group by person_id, month
    having max(case when is_regular then 1 else 0 end) = 1
),

numbered as (
    select
        person_id,
        month,
        line_id,
        account_fen,
        row_number() over (partition by person_id order by month) as place
    from paid
),

first_changed as (
    -- from the month in which the amount changes on, somebody may have awarded it anew
    select later.person_id, min(later.month) as month
    from numbered as later
    inner join numbered as first_paid on first_paid.person_id = later.person_id and first_paid.place = 1
    where later.account_fen <> first_paid.account_fen
    group by later.person_id
),

measured as (
    select
        paid.person_id,
        paid.month,
        paid.line_id,
        paid.account_fen,
        paid.since_fen,
        award.award_balance_fen,
        award.record_id,
        award.strength_rank,
        tolerance.value as tolerance_fen,
        cast(floor((2 * award.award_balance_fen + divisor.value) / (2.0 * divisor.value)) as bigint) as due_fen
    from paid
    inner join award on award.person_id = paid.person_id
    inner join parameter.account_divisor as divisor
        on coalesce(award.award_month, paid.month) between divisor.valid_from and divisor.valid_to
    inner join parameter.account_pension_tolerance as tolerance
        on paid.month between tolerance.valid_from and tolerance.valid_to
    left join first_changed on first_changed.person_id = paid.person_id
    where
        paid.month < coalesce(first_changed.month, 209912)
        -- whoever contributed after the award has been, or should be, awarded anew
        and not exists (
            select 1
            from canonical.contribution as contribution
            where
                contribution.person_id = paid.person_id and contribution.is_settled
                and coalesce(contribution.paid_month, contribution.year * 100 + 1) > coalesce(award.award_month, 209912)
        )
        and not exists (
            select 1
            from canonical.held_row as held_row
            where
                held_row.person_id = paid.person_id and held_row.table_name in ('account_balance', 'roster_line')
                and coalesce(held_row.month, paid.month) = paid.month
        )
),

-- the difference that is left after what was paid or taken back for the month since
differing as (
    select
        *,
        case
            when account_fen < due_fen then greatest(due_fen - account_fen - greatest(since_fen, 0), 0)
            else greatest(account_fen - due_fen + least(since_fen, 0), 0)
        end as difference_fen
    from measured
)

select
    person_id,
    case when account_fen < due_fen then 'account-pension short' else 'account-pension' end as occurrence_key,
    month,
    cast(difference_fen as bigint) as amount_fen,
    line_id,
    record_id as counter_id,
    case strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    cast(difference_fen as bigint) as part_account_fen,
    award_balance_fen as fact_award_balance_fen,
    due_fen as fact_due_fen,
    cast(account_fen as bigint) as fact_paid_fen,
    account_fen < due_fen as fact_is_short
from differing
where
    difference_fen > tolerance_fen
    -- arrears whose months nobody stated may be for any month before they were paid
    and not exists (
        select 1
        from canonical.odd_payment as unplaced
        where
            unplaced.person_id = differing.person_id and unplaced.is_settled and unplaced.month is null
            and differing.account_fen < differing.due_fen and differing.month < unplaced.paid_month
    )
