-- Grain: one row per person dead for longer than the stated months whose account still holds a balance.
with

balance as (
    select
        record_id,
        person_id,
        balance_fen,
        balance_month,
        state,
        is_disputed,
        match_strength,
        row_number() over (partition by person_id order by coalesce(balance_month, 0) desc, record_id desc) as place
    from canonical.account_balance
    where is_month_end
),

death as (
    -- of a death that may be another's, or that somebody seen alive contradicts, nothing is owed to anybody
    select record_id, person_id, died_on, died_month, match_strength
    from canonical.death
    where match_strength <> 'possible' and contradiction is null
),

unsettled as (
    select
        balance.record_id,
        balance.person_id,
        balance.balance_fen,
        balance.balance_month,
        death.record_id as death_id,
        death.died_on,
        death.died_month,
        died.month_no + unsettled_months.value as deadline_no,
        balanced.month_no as balance_no,
        as_of.month_no as as_of_no,
        case when 'possible' in (balance.match_strength, death.match_strength) then 'possible'
            when 'probable' in (balance.match_strength, death.match_strength) then 'probable'
            else 'confirmed'
        end as match_strength
    from balance
    inner join death on death.person_id = balance.person_id
    inner join canonical.calendar_month as died on died.month = death.died_month
    inner join canonical.calendar_month as balanced on balanced.month = balance.balance_month
    cross join parameter.run as run
    inner join canonical.calendar_month as as_of on as_of.month = run.as_of_month
    inner join parameter.unsettled_months as unsettled_months
        on death.died_month between unsettled_months.valid_from and unsettled_months.valid_to
    where balance.place = 1 and balance.balance_fen > 0 and balance.state = 'open' and not balance.is_disputed
),

drawn as (
    -- a pension drawn since the ledger was closed, up to the death, lessened the account; one without parts, or that two lists may list
    -- twice, by nobody knows how much
    select
        unsettled.record_id,
        sum(coalesce(payment.account_fen, 0)) as account_fen,
        max(case when payment.account_fen is null or coalesce(payment.is_contested, false) then 1 else 0 end) as is_unknown
    from unsettled
    inner join canonical.benefit_payment as payment
        on
            payment.person_id = unsettled.person_id
            and payment.month > unsettled.balance_month and payment.month <= unsettled.died_month
    where payment.is_settled and payment.amount_fen > 0 and not payment.is_reversed
    group by unsettled.record_id
),

-- no month since the ledger in which the account might have been settled may lack its list of refunds
listed as (
    select unsettled.record_id
    from unsettled
    inner join canonical.person as person on person.person_id = unsettled.person_id
    inner join canonical.listed_month as listed_month
        on
            listed_month.table_name = 'account_refund'
            and listed_month.month_no > unsettled.balance_no
            and listed_month.month_no <= unsettled.deadline_no + 1
            and (listed_month.is_county or listed_month.township = coalesce(person.township, ''))
    group by unsettled.record_id, unsettled.balance_no, unsettled.deadline_no
    having count(distinct listed_month.month_no) = unsettled.deadline_no + 1 - unsettled.balance_no
)

select
    unsettled.person_id,
    'balance' as occurrence_key,
    cast(null as integer) as month,
    cast(unsettled.balance_fen - coalesce(drawn.account_fen, 0) as bigint) as amount_fen,
    unsettled.record_id as line_id,
    unsettled.death_id as counter_id,
    unsettled.match_strength,
    unsettled.died_on as fact_died_on,
    unsettled.died_month as fact_died_month,
    unsettled.balance_month as fact_balance_month,
    cast(case when drawn.account_fen > 0 then unsettled.balance_fen end as bigint) as fact_balance_fen,
    cast(case when drawn.account_fen > 0 then drawn.account_fen end as bigint) as fact_drawn_fen
from unsettled
left join listed on listed.record_id = unsettled.record_id
left join drawn on drawn.record_id = unsettled.record_id
where
    coalesce(drawn.is_unknown, 0) = 0
    and unsettled.balance_fen > coalesce(drawn.account_fen, 0)
    and unsettled.as_of_no > unsettled.deadline_no
    -- the ledger itself speaks for a day after the term, or the lists of refunds do and name nobody
    and (unsettled.balance_no > unsettled.deadline_no or listed.record_id is not null)
    -- what was paid in by mistake and given back settles nothing
    and not exists (
        select 1
        from canonical.account_refund as refund
        -- a refund taken back altogether by a line with a minus is none
        inner join canonical.kept_payment as kept on kept.table_name = 'account_refund' and kept.line_id = refund.record_id
        where refund.person_id = unsettled.person_id and coalesce(refund.ground, '') <> 'duplicate'
    )
    -- a refund to somebody who may be the same may be the one
    and not exists (
        select 1
        from canonical.perhaps_same as perhaps
        inner join canonical.account_refund as refund on refund.person_id = perhaps.other_person_id
        where perhaps.person_id = unsettled.person_id and refund.is_settled
    )
    -- a row that nobody has explained yet may be the settlement, or tell of the death otherwise
    and not exists (
        select 1
        from canonical.held_row as held_row
        where
            held_row.person_id = unsettled.person_id
            and held_row.table_name in ('account_balance', 'account_refund', 'death_record')
    )
