-- Grain: one row per personal account and day of a ledger.
with

line as (
    select
        *,
        coalesce(balance_on_month, year * 100 + 12, complete_month) as balance_month,
        cast(floor(row_id / 100000000) as bigint) as sheet_id
    from staged.account_ledger
    where coalesce(remark_means, '') <> 'void'
),

-- nearly everybody has one line: only where there are several is it asked which of them counts
several as (
    select person_id
    from line
    group by person_id
    having count(balance_fen) > 1
),

-- a book of movements has several lines a month, the newest first or last: its days say which
turned as (
    select
        person_id,
        sheet_id,
        max(case when from_top = 1 then balance_on end) > max(case when from_end = 1 then balance_on end) as is_newest_first,
        min(balance_on) < max(balance_on) as has_days
    from (
        select
            person_id,
            sheet_id,
            balance_on,
            row_number() over (partition by person_id, sheet_id order by row_id) as from_top,
            row_number() over (partition by person_id, sheet_id order by row_id desc) as from_end
        from line
        where person_id in (select person_id from several)
    ) as numbered
    group by person_id, sheet_id
),

told as (
    select
        line.row_id as told_id,
        line.person_id,
        line.balance_month,
        line.balance_fen,
        line.balance_on,
        coalesce(turned.has_days, false) as has_days,
        line.sheet_id,
        max(line.balance_on) over (partition by line.person_id, line.balance_month) as last_on,
        row_number() over (
            partition by line.person_id, line.balance_month
            order by line.balance_on desc, case when turned.is_newest_first then line.row_id else -line.row_id end
        ) as place
    from line
    inner join turned on turned.person_id = line.person_id and turned.sheet_id = line.sheet_id
    where line.balance_fen is not null
),

-- lines of one day that tell several balances, of which nothing says that it came last
unclear as (
    select person_id, balance_month
    from told
    where last_on is null or balance_on = last_on or balance_on is null
    group by person_id, balance_month
    having
        min(balance_fen) <> max(balance_fen)
        and (min(case when has_days then 1 else 0 end) = 0 or count(distinct sheet_id) > 1 or count(*) > count(balance_on))
)

select
    line.row_id as record_id,
    line.person_id,
    case when unclear.person_id is null then line.balance_fen end as balance_fen,
    line.subsidy_fen,
    line.year_interest_fen,
    line.balance_month,
    -- what stood there at the award alone is no balance of a month
    coalesce(told.place, 1) = 1 and line.balance_fen is not null as is_month_end,
    case when coalesce(line.topped_up_fen, 0) = 0 then line.award_balance_fen end as award_balance_fen,
    line.award_month,
    line.contribution_years,
    line.deemed_years,
    coalesce(line.state_means, 'open') as state,
    coalesce(line.remark_means = 'disputed', false) or coalesce(line.state_means = 'disputed', false) as is_disputed,
    line.match_strength
from line
left join told on told.told_id = line.row_id
left join unclear
    on unclear.person_id = line.person_id and coalesce(unclear.balance_month, 0) = coalesce(line.balance_month, 0)
