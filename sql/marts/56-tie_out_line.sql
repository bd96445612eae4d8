-- Grain: one row per line by which one of the four says what of a flow of money moved. A party's own statement of a month goes
-- before what its other lists add up to. Rosters know the month alone, and stand as one line a month.
with

said as (
    select
        record_id,
        party,
        is_own_statement,
        flow,
        booked_on,
        booked_month as month,
        amount_fen
    from build.canonical.fund_line
    where flow is not null
    union all
    select
        null,
        'office',
        false,
        'pension',
        null,
        paid_month,
        sum(amount_fen)
    from build.canonical.benefit_payment
    where is_settled
    group by paid_month
),

own as (
    select distinct
        party,
        flow,
        month
    from said
    where is_own_statement
)

select said.*
from said
left join own
    on own.party = said.party and own.flow = said.flow and own.month = said.month
where said.is_own_statement or own.party is null
