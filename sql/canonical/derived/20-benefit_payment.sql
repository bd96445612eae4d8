-- Grain: one row per benefit payment of one person for one entitlement month; arrears stand apart, each joined to its own month.
-- Settled means that the money left the fund and stayed out. The bank's word overrules the roster's: per account, month
-- and amount, as many lines count as the bank did pay; a payment returned and issued again therefore counts once.
with

roster_line as (
    select
        roster_line.*,
        coalesce(roster_line.paid_month, roster_line.month) as bank_month
    from canonical.roster_line as roster_line
),

bank_by_month as (
    select
        account_no,
        coalesce(paid_month, month) as bank_month,
        amount_fen,
        sum(case when is_returned then 1 else 0 end) as returned_count,
        sum(case when is_returned then 0 else 1 end) as paid_count
    from canonical.bank_result
    where account_no is not null and amount_fen is not null
    group by account_no, coalesce(paid_month, month), amount_fen
),

hoped_for as (
    -- lines that the roster itself does not call failed; where some come back, the earlier ones are taken to be those
    select
        row_id,
        account_no,
        bank_month,
        total_fen,
        row_number() over (partition by account_no, bank_month, total_fen order by row_id desc) as line_no,
        count(*) over (partition by account_no, bank_month, total_fen) as line_count
    from roster_line
    where account_no is not null and (state is null or state in ('paid', 'pending'))
),

bank_returned as (
    select hoped_for.row_id
    from hoped_for
    inner join bank_by_month
        on
            bank_by_month.account_no = hoped_for.account_no
            and bank_by_month.bank_month = hoped_for.bank_month
            and bank_by_month.amount_fen = hoped_for.total_fen
    where
        bank_by_month.returned_count > 0
        -- a bank may answer with every line or with the failed ones only
        and hoped_for.line_no > bank_by_month.paid_count
        and hoped_for.line_no > hoped_for.line_count - bank_by_month.returned_count
),

-- a returned payment that the bank paid in a later month, beyond what the rosters of that month account for
later_surplus as (
    select
        bank_by_month.account_no,
        bank_by_month.bank_month,
        bank_by_month.amount_fen,
        bank_by_month.paid_count - count(hoped_for.row_id) as surplus_count
    from bank_by_month
    left join hoped_for
        on
            hoped_for.account_no = bank_by_month.account_no
            and hoped_for.bank_month = bank_by_month.bank_month
            and hoped_for.total_fen = bank_by_month.amount_fen
    group by
        bank_by_month.account_no, bank_by_month.bank_month, bank_by_month.amount_fen, bank_by_month.paid_count
    having bank_by_month.paid_count - count(hoped_for.row_id) > 0
),

reissued as (
    select distinct roster_line.row_id
    from roster_line
    inner join bank_returned on bank_returned.row_id = roster_line.row_id
    inner join later_surplus
        on
            later_surplus.account_no = roster_line.account_no
            and later_surplus.amount_fen = roster_line.total_fen
            and later_surplus.bank_month > roster_line.bank_month
    -- the roster itself may carry the second issue as a line of its own: then that line counts, not this one
    where not exists (
        select 1
        from roster_line as again
        where
            again.person_id = roster_line.person_id
            and again.month = roster_line.month
            and again.row_id <> roster_line.row_id
            and (again.state is null or again.state = 'paid')
            and again.bank_month > roster_line.bank_month
    )
),

line as (
    select
        roster_line.*,
        bank_returned.row_id is not null and reissued.row_id is null as is_bank_returned,
        case
            when not roster_line.is_arrears and coalesce(roster_line.arrears_fen, 0) > 0
                then roster_line.arrears_fen
            else 0
        end as carried_arrears_fen
    from roster_line
    left join bank_returned on bank_returned.row_id = roster_line.row_id
    left join reissued on reissued.row_id = roster_line.row_id
),

own_part as (
    select
        line.row_id * 100 as line_id,
        line.row_id,
        line.person_id,
        line.month,
        line.bank_month as paid_month,
        line.total_fen - line.carried_arrears_fen as amount_fen,
        line.basic_fen,
        line.age_topup_fen,
        line.long_topup_fen,
        line.account_fen,
        line.disability_fen,
        case when line.is_arrears then line.total_fen else 0 end as arrears_fen,
        line.is_arrears,
        line.basic_fen is not null as has_components,
        case when line.is_bank_returned then 'returned' else coalesce(line.state, 'paid') end as state,
        line.state_reason,
        (line.state is null or line.state = 'paid') and not line.is_bank_returned as is_settled,
        line.account_no,
        line.holder_name,
        line.match_strength
    from line
    where line.total_fen - line.carried_arrears_fen <> 0 or line.carried_arrears_fen = 0
),

line_month as (
    select
        line.row_id,
        line.person_id,
        calendar_month.month_no
    from line
    inner join canonical.calendar_month as calendar_month on calendar_month.month = line.month
),

settled_month as (
    select distinct
        line.person_id,
        calendar_month.month_no
    from line
    inner join canonical.calendar_month as calendar_month on calendar_month.month = line.month
    where (line.state is null or line.state = 'paid') and not line.is_bank_returned and not line.is_arrears
),

carrier as (
    select
        line.*,
        line_month.month_no,
        -- the months a carrying line makes good: said by the file, else the gap since the last settled month before it
        coalesce(
            case when line.arrears_month_count between 1 and 36 then line.arrears_month_count end,
            case when arrears_to.month_no - arrears_from.month_no between 0 and 35
                then arrears_to.month_no - arrears_from.month_no + 1 end,
            (
                select
                    case
                        when line_month.month_no - max(settled_month.month_no) - 1 between 1 and 36
                            then line_month.month_no - max(settled_month.month_no) - 1
                    end
                from settled_month
                where settled_month.person_id = line.person_id and settled_month.month_no < line_month.month_no
            ),
            1
        ) as month_count,
        coalesce(arrears_to.month_no, line_month.month_no - 1) as last_month_no
    from line
    inner join line_month on line_month.row_id = line.row_id
    left join canonical.calendar_month as arrears_from on arrears_from.month = line.arrears_from
    left join canonical.calendar_month as arrears_to on arrears_to.month = line.arrears_to
    where line.carried_arrears_fen > 0
),

arrears_part as (
    select
        carrier.row_id * 100 + (carrier.last_month_no - calendar_month.month_no + 1) as line_id,
        carrier.row_id,
        carrier.person_id,
        calendar_month.month,
        carrier.bank_month as paid_month,
        -- equal parts; what does not divide goes to the latest month, so that the parts add up to the fen
        case
            when calendar_month.month_no = carrier.last_month_no
                then carrier.carried_arrears_fen
                - cast(floor(carrier.carried_arrears_fen / carrier.month_count) as bigint) * (carrier.month_count - 1)
            else cast(floor(carrier.carried_arrears_fen / carrier.month_count) as bigint)
        end as amount_fen,
        cast(null as bigint) as basic_fen,
        cast(null as bigint) as age_topup_fen,
        cast(null as bigint) as long_topup_fen,
        cast(null as bigint) as account_fen,
        cast(null as bigint) as disability_fen,
        cast(null as bigint) as arrears_fen,
        true as is_arrears,
        false as has_components,
        case when carrier.is_bank_returned then 'returned' else coalesce(carrier.state, 'paid') end as state,
        carrier.state_reason,
        (carrier.state is null or carrier.state = 'paid') and not carrier.is_bank_returned as is_settled,
        carrier.account_no,
        carrier.holder_name,
        carrier.match_strength
    from carrier
    inner join canonical.calendar_month as calendar_month
        on calendar_month.month_no between carrier.last_month_no - carrier.month_count + 1 and carrier.last_month_no
)

select
    line_id, row_id, person_id, month, paid_month, amount_fen, basic_fen, age_topup_fen, long_topup_fen, account_fen,
    disability_fen, arrears_fen, is_arrears, has_components, state, state_reason, is_settled, account_no, holder_name,
    match_strength
from own_part

union all

select
    line_id, row_id, person_id, month, paid_month, amount_fen, basic_fen, age_topup_fen, long_topup_fen, account_fen,
    disability_fen, amount_fen as arrears_fen, is_arrears, has_components, state, state_reason, is_settled, account_no,
    holder_name, match_strength
from arrears_part
