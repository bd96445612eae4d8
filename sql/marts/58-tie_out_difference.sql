-- Grain: one row per flow of money and day on which those who state the month by day do not say the same, and one per month in
-- which somebody who knows the month alone says another sum. A party that has not spoken is null and differs from nobody.
with

day as (
    select distinct
        flow,
        month,
        booked_on
    from mart.tie_out_line
    where booked_on is not null
    union
    select distinct
        flow,
        month,
        cast(null as date)
    from mart.tie_out_party
    where state = 'stated' and not is_by_day
),

said as (
    select
        day.flow,
        day.month,
        day.booked_on,
        party.party,
        case when day.booked_on is null then party.amount_fen else coalesce(sum(line.amount_fen), 0) end as amount_fen
    from day
    inner join mart.tie_out_party as party
        on party.flow = day.flow and party.month = day.month and party.state = 'stated'
        and (day.booked_on is null or party.is_by_day)
    left join mart.tie_out_line as line
        on line.flow = day.flow and line.booked_on = day.booked_on and line.party = party.party
    group by day.flow, day.month, day.booked_on, party.party, party.amount_fen
),

beside as (
    select
        flow,
        month,
        booked_on,
        sum(amount_fen) filter (where party = 'office')::bigint as office_fen,
        sum(amount_fen) filter (where party = 'tax')::bigint as tax_fen,
        sum(amount_fen) filter (where party = 'treasury')::bigint as treasury_fen,
        sum(amount_fen) filter (where party = 'bank')::bigint as bank_fen,
        (max(amount_fen) - min(amount_fen))::bigint as difference_fen
    from said
    group by flow, month, booked_on
    having max(amount_fen) <> min(amount_fen)
),

-- whether those who state the month by day say the same sum of it: then a day's difference is one of days alone
whole as (
    select
        flow,
        month,
        max(amount_fen) = min(amount_fen) as is_equal
    from mart.tie_out_party
    where state = 'stated' and is_by_day
    group by flow, month
),

keyed as (
    select
        beside.*,
        beside.flow || '/' || coalesce(strftime(beside.booked_on, '%Y-%m-%d'), cast(beside.month as varchar)) as difference_key,
        concat_ws(
            ' ',
            'office=' || coalesce(cast(office_fen as varchar), '-'),
            'tax=' || coalesce(cast(tax_fen as varchar), '-'),
            'treasury=' || coalesce(cast(treasury_fen as varchar), '-'),
            'bank=' || coalesce(cast(bank_fen as varchar), '-')
        ) as stated
    from beside
)

select
    keyed.*,
    keyed.booked_on is not null and coalesce(whole.is_equal, false) as is_of_days_alone,
    -- what was said of it holds for the amounts it was said of
    explained.reason,
    explained.words,
    explained.explained_by,
    explained.explained_on,
    explained.difference_key is not null as is_explained
from keyed
left join whole
    on whole.flow = keyed.flow and whole.month = keyed.month
left join ledger.tie_out_explained as explained
    on explained.difference_key = keyed.difference_key and explained.stated = keyed.stated
order by keyed.flow, keyed.month, keyed.booked_on
