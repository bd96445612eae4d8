-- Grain: one row per flow of money, month and party that should state it. What has not arrived is no nought: `state` says
-- 'stated', 'waiting' (lines have arrived of which nobody has said what they are for), 'none-of-it' (a statement of the month has
-- arrived and names no line of this flow) or 'not-arrived'.
with

party (place, party, flow, title) as (
    values
    (1, 'office', 'contribution', '经办机构'), (2, 'tax', 'contribution', '税务'), (3, 'treasury', 'contribution', '财政专户'),
    (4, 'bank', 'contribution', '银行'), (1, 'office', 'pension', '经办机构'), (3, 'treasury', 'pension', '财政专户'),
    (4, 'bank', 'pension', '银行')
),

-- months that some statement speaks of
month as (
    select distinct booked_month as month
    from build.canonical.fund_line
),

statement as (
    select
        party,
        booked_month as month
    from build.canonical.fund_line
    where is_own_statement
    group by party, booked_month
),

held as (
    select
        case file.source
            when 'tax-receipts' then 'tax'
            when 'treasury-statement' then 'treasury'
            when 'bank-statement' then 'bank'
            when 'office-daybook' then 'office'
        end as party,
        held_row.month,
        count(distinct held_row.row_id)::integer as held_lines
    from build.canonical.held_row as held_row
    inner join build.main.file as file
        on file.file_no = held_row.row_id // 10000000000
    where held_row.table_name = 'statement_line'
    group by all
),

stated as (
    select
        party,
        flow,
        month,
        count(*)::integer as line_count,
        sum(amount_fen)::bigint as amount_fen,
        count(*) = count(booked_on) as is_by_day,
        bool_or(is_own_statement) as is_own_statement
    from mart.tie_out_line
    group by party, flow, month
)

select
    party.place,
    party.flow,
    month.month,
    party.party,
    party.title,
    case
        when stated.party is not null then 'stated'
        when held.party is not null then 'waiting'
        when statement.party is not null then 'none-of-it'
        else 'not-arrived'
    end as state,
    coalesce(stated.line_count, 0) as line_count,
    stated.amount_fen,
    coalesce(stated.is_by_day, false) as is_by_day,
    coalesce(stated.is_own_statement, false) as is_own_statement,
    coalesce(held.held_lines, 0) as held_lines
from party
cross join month
left join stated
    on stated.party = party.party and stated.flow = party.flow and stated.month = month.month
left join statement
    on statement.party = party.party and statement.month = month.month
left join held
    on held.party = party.party and held.month = month.month
order by party.flow, month.month, party.place
