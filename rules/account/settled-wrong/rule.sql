-- Grain: one row per person and ground of leaving whose refunds differ from what the account gives, or repeated refund.
with

refund as (
    select
        record_id,
        person_id,
        paid_month,
        amount_fen + coalesce(offset_fen, 0) as amount_fen,
        amount_fen as paid_fen,
        coalesce(ground, 'unstated') as ground,
        -- what was paid in by mistake comes back for each year, where nobody leaves the scheme
        case when ground = 'duplicate' then floor(paid_month / 100) else 0 end as mistaken_year,
        balance_fen,
        subsidy_fen,
        interest_fen,
        case when is_interest_unsaid then 1 else 0 end as unsaid,
        case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end as strength_rank,
        row_number() over (
            partition by person_id, coalesce(ground, 'unstated') order by coalesce(paid_month, 209912) desc, record_id desc
        ) as place
    from canonical.account_refund
    where is_settled and amount_fen <> 0
),

paid as (
    select
        person_id,
        ground,
        sum(amount_fen) as amount_fen,
        min(paid_month) as first_month,
        max(paid_month) as last_month,
        max(balance_fen) as balance_fen,
        max(subsidy_fen) as subsidy_fen,
        max(interest_fen) as interest_fen,
        max(unsaid) as unsaid,
        max(case when place = 1 then record_id end) as line_id,
        min(strength_rank) as strength_rank
    from refund
    group by person_id, ground
),

ledger as (
    -- as the account stood last before the refund
    select
        paid.person_id,
        paid.ground,
        balance.record_id,
        balance.balance_fen,
        balance.subsidy_fen,
        coalesce(balance.year_interest_fen, 0) as year_interest_fen,
        balance.balance_month,
        refunded.month_no - balanced.month_no as months_between,
        case balance.match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end as strength_rank,
        row_number() over (
            partition by paid.person_id, paid.ground order by balance.balance_month desc, balance.record_id desc
        ) as place
    from paid
    inner join canonical.account_balance as balance
        on
            balance.person_id = paid.person_id and balance.balance_month < paid.first_month and balance.is_month_end
            -- one that nobody can tell leaves it open
            and coalesce(balance.balance_fen, 1) > 0
    inner join canonical.calendar_month as balanced on balanced.month = balance.balance_month
    inner join canonical.calendar_month as refunded on refunded.month = paid.first_month
),

drawn as (
    -- a pension drawn since the ledger was closed lessened the account; one without parts, or that two lists may list twice, by
    -- nobody knows how much
    select
        ledger.person_id,
        ledger.ground,
        sum(coalesce(payment.account_fen, 0)) as account_fen,
        -- what was paid for months after the death comes back by itself, and whether it lessened the account nobody says
        sum(case when payment.month > death.died_month then coalesce(payment.account_fen, 0) else 0 end) as after_death_fen,
        max(case when payment.account_fen is null or coalesce(payment.is_contested, false) then 1 else 0 end) as is_unknown
    from ledger
    inner join paid on paid.person_id = ledger.person_id and paid.ground = ledger.ground
    inner join canonical.benefit_payment as payment
        on payment.person_id = ledger.person_id and payment.month > ledger.balance_month and payment.month <= paid.first_month
    left join canonical.death as death on death.person_id = ledger.person_id
    where ledger.place = 1 and payment.is_settled and payment.amount_fen > 0 and not payment.is_reversed
    group by ledger.person_id, ledger.ground
),

less_subsidy as (
    select refund_less_subsidy.value as ground
    from parameter.refund_less_subsidy as refund_less_subsidy
    cross join parameter.run as run
    where run.as_of_month between refund_less_subsidy.valid_from and refund_less_subsidy.valid_to
),

measured as (
    select
        paid.person_id,
        paid.ground,
        paid.line_id,
        paid.last_month,
        paid.amount_fen as paid_fen,
        case when paid.balance_fen is null then ledger.record_id end as counter_id,
        -- what the list itself states as interest is due beside the balance
        coalesce(paid.interest_fen, 0) as stated_interest_fen,
        paid.unsaid,
        coalesce(paid.balance_fen, ledger.balance_fen - coalesce(drawn.account_fen, 0))
        - case when less_subsidy.ground is not null then coalesce(paid.subsidy_fen, ledger.subsidy_fen) else 0 end as expected_fen,
        case when paid.balance_fen is null then coalesce(drawn.after_death_fen, 0) else 0 end as after_death_fen,
        case
            when paid.balance_fen is not null then coalesce(paid.interest_fen, 0)
            else greatest(
                coalesce(paid.interest_fen, 0),
                ledger.year_interest_fen,
                cast(ceil(ledger.balance_fen * interest.value * (ledger.months_between + 1) / 12000.0) as bigint)
            )
        end as interest_fen,
        case
            when paid.balance_fen is null and ledger.strength_rank < paid.strength_rank then ledger.strength_rank
            else paid.strength_rank
        end as strength_rank
    from paid
    left join ledger on ledger.person_id = paid.person_id and ledger.ground = paid.ground and ledger.place = 1
    left join drawn on drawn.person_id = paid.person_id and drawn.ground = paid.ground
    left join less_subsidy on less_subsidy.ground = paid.ground
    inner join parameter.account_interest_permille as interest
        on coalesce(paid.last_month, 209912) between interest.valid_from and interest.valid_to
    where
        paid.ground in ('death', 'settled-abroad', 'other-scheme')
        and (
            paid.balance_fen is not null
            or (ledger.person_id is not null and ledger.months_between <= 12 and coalesce(drawn.is_unknown, 0) = 0)
        )
),

repeated as (
    -- where nobody knows the balance, the same amount paid again is all that can be told
    select
        refund.person_id,
        refund.ground,
        refund.record_id,
        refund.paid_month,
        refund.amount_fen,
        -- two payments by mistake in one year may be two
        case when refund.ground = 'duplicate' then 1 else refund.strength_rank end as strength_rank,
        row_number() over (
            partition by refund.person_id, refund.ground, refund.amount_fen, refund.mistaken_year
            order by coalesce(refund.paid_month, 209912), refund.record_id
        ) as place,
        min(refund.record_id) over (
            partition by refund.person_id, refund.ground, refund.amount_fen, refund.mistaken_year
        ) as first_id
    from refund
    where
        refund.amount_fen > 0
        and not exists (
            select 1
            from measured
            where
                measured.person_id = refund.person_id and measured.ground = refund.ground
                and measured.expected_fen is not null
        )
        -- money that came back by a line of its own was not paid twice
        and not exists (
            select 1
            from refund as taken_back
            where taken_back.person_id = refund.person_id and taken_back.amount_fen < 0
        )
),

wrong as (
    select
        person_id,
        case when paid_fen < expected_fen then ground || ' short' else ground end as occurrence_key,
        last_month as month,
        case
            when paid_fen < expected_fen then expected_fen - paid_fen
            else paid_fen - expected_fen - after_death_fen - stated_interest_fen
        end as amount_fen,
        line_id,
        counter_id,
        strength_rank,
        case when paid_fen > expected_fen then unsaid else 0 end as unsaid,
        paid_fen,
        case
            when paid_fen < expected_fen then expected_fen
            else expected_fen + after_death_fen + stated_interest_fen
        end as expected_fen,
        paid_fen < expected_fen as is_short,
        false as is_repeated
    from measured
    where expected_fen >= 0 and (paid_fen < expected_fen or paid_fen > expected_fen + after_death_fen + interest_fen)

    union all

    select
        person_id,
        ground || ' again' as occurrence_key,
        paid_month as month,
        amount_fen,
        record_id as line_id,
        first_id as counter_id,
        strength_rank,
        0 as unsaid,
        amount_fen as paid_fen,
        cast(null as bigint) as expected_fen,
        false as is_short,
        true as is_repeated
    from repeated
    where place > 1
)

select
    person_id,
    occurrence_key,
    month,
    -- interest is in it, and nobody says how much: nothing is claimed to the fen
    cast(case when unsaid = 0 then amount_fen end as bigint) as amount_fen,
    line_id,
    counter_id,
    case strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    cast(paid_fen as bigint) as fact_paid_fen,
    cast(expected_fen as bigint) as fact_expected_fen,
    cast(case when unsaid = 1 then amount_fen end as bigint) as fact_at_risk_fen,
    is_short as fact_is_short,
    is_repeated as fact_is_repeated
from wrong
where not exists (
    select 1
    from canonical.held_row as held_row
    where held_row.person_id = wrong.person_id and held_row.table_name in ('account_refund', 'account_balance')
)
