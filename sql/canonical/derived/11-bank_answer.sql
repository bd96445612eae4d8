-- Grain: one row per roster line of which the bank says something that matters: it came back, or one of several equal ones did.
-- The bank's word overrules the roster's: per account, holder, month and amount, as many lines count as the bank did pay; a
-- payment returned and issued again therefore counts once. A line of the bank that nobody understands may say that it came back: what
-- is neither paid nor returned by the others is in doubt for as long.
with

-- only lines on an account of which the bank says anything
roster_line as (
    select
        roster_line.*,
        coalesce(roster_line.paid_month, roster_line.month) as bank_month,
        person.resident_id
    from canonical.roster_line as roster_line
    left join canonical.person as person on person.person_id = roster_line.person_id
    where roster_line.account_no in (
        select bank_result.account_no
        from canonical.bank_result as bank_result
        where bank_result.account_no is not null

        union

        select unclear.account_no
        from canonical.unclear_bank_line as unclear
        where unclear.account_no is not null
    )
),

bank_line as (
    select
        record_id,
        account_no,
        coalesce(paid_month, month) as bank_month,
        amount_fen,
        resident_id,
        holder_name,
        case when is_returned then 'returned' else 'paid' end as answer
    from canonical.bank_result
    where
        account_no is not null and amount_fen is not null
        and record_id not in (select unclear.record_id from canonical.unclear_bank_line as unclear)

    union all

    select
        record_id,
        account_no,
        coalesce(paid_month, month) as bank_month,
        amount_fen,
        resident_id,
        holder_name,
        'unclear' as answer
    from canonical.unclear_bank_line
    where account_no is not null and amount_fen is not null
),

payee as (
    -- who draws on an account with one amount in one month: several people can be told apart only by the holder's name
    select
        account_no,
        bank_month,
        total_fen,
        count(distinct person_id) as people_count,
        min(person_id) as person_id
    from roster_line
    where account_no is not null and (state is null or state in ('paid', 'pending'))
    group by account_no, bank_month, total_fen
),

-- of several payees the one whom the bank numbers; where it numbers none of them, the one whom the holder's name tells from
-- the others: the one holder of a couple's account tells nothing
told_payee as (
    select
        bank_line.record_id,
        coalesce(
            min(case when own_line.resident_id = bank_line.resident_id then own_line.person_id end),
            case
                when
                    count(
                        distinct case
                            when bank_line.holder_name in (own_line.name, own_line.holder_name) then own_line.person_id
                        end
                    ) = 1
                    then min(
                        case when bank_line.holder_name in (own_line.name, own_line.holder_name) then own_line.person_id end
                    )
            end
        ) as person_id
    from bank_line
    inner join payee
        on
            payee.account_no = bank_line.account_no
            and payee.bank_month = bank_line.bank_month
            and payee.total_fen = bank_line.amount_fen
    inner join roster_line as own_line
        on
            own_line.account_no = bank_line.account_no
            and own_line.bank_month = bank_line.bank_month
            and own_line.total_fen = bank_line.amount_fen
    where payee.people_count > 1
    group by bank_line.record_id
),

owned_bank_line as (
    select
        bank_line.account_no,
        bank_line.bank_month,
        bank_line.amount_fen,
        bank_line.answer,
        case when payee.people_count > 1 then told_payee.person_id else payee.person_id end as person_id
    from bank_line
    left join payee
        on
            payee.account_no = bank_line.account_no
            and payee.bank_month = bank_line.bank_month
            and payee.total_fen = bank_line.amount_fen
    left join told_payee on told_payee.record_id = bank_line.record_id
),

bank_by_month as (
    select
        account_no,
        bank_month,
        amount_fen,
        person_id,
        sum(case when answer = 'returned' then 1 else 0 end) as returned_count,
        sum(case when answer = 'unclear' then 1 else 0 end) as unclear_count,
        sum(case when answer = 'paid' then 1 else 0 end) as paid_count
    from owned_bank_line
    group by account_no, bank_month, amount_fen, person_id
),

-- several people, equal amounts, one came back, and the bank does not say whose: that month is certain for none of them
contested_payment as (
    select distinct
        payee.account_no,
        payee.bank_month,
        payee.total_fen
    from payee
    inner join bank_by_month
        on
            bank_by_month.account_no = payee.account_no
            and bank_by_month.bank_month = payee.bank_month
            and bank_by_month.amount_fen = payee.total_fen
    where
        payee.people_count > 1
        and bank_by_month.person_id is null
        and bank_by_month.returned_count + bank_by_month.unclear_count > 0
),

hoped_for as (
    -- lines that the roster itself does not call failed; where some come back, the earlier ones are taken to be those
    select
        row_id,
        person_id,
        account_no,
        bank_month,
        total_fen,
        row_number() over (partition by account_no, person_id, bank_month, total_fen order by row_id desc) as line_no,
        count(*) over (partition by account_no, person_id, bank_month, total_fen) as line_count
    from roster_line
    where account_no is not null and (state is null or state in ('paid', 'pending'))
),

not_arrived as (
    select
        hoped_for.row_id,
        hoped_for.line_no <= hoped_for.line_count - bank_by_month.returned_count as is_unclear
    from hoped_for
    inner join bank_by_month
        on
            bank_by_month.account_no = hoped_for.account_no
            and bank_by_month.bank_month = hoped_for.bank_month
            and bank_by_month.amount_fen = hoped_for.total_fen
            and bank_by_month.person_id = hoped_for.person_id
    where
        bank_by_month.returned_count + bank_by_month.unclear_count > 0
        -- a bank may answer with every line or with the failed ones only
        and hoped_for.line_no > bank_by_month.paid_count
        and hoped_for.line_no > hoped_for.line_count - bank_by_month.returned_count - bank_by_month.unclear_count
),

-- a returned payment that the bank paid in a later month, beyond what the rosters of that month account for
later_surplus as (
    select
        bank_by_month.account_no,
        bank_by_month.person_id,
        bank_by_month.bank_month,
        bank_by_month.amount_fen,
        bank_by_month.paid_count - count(hoped_for.row_id) as surplus_count
    from bank_by_month
    left join hoped_for
        on
            hoped_for.account_no = bank_by_month.account_no
            and hoped_for.bank_month = bank_by_month.bank_month
            and hoped_for.total_fen = bank_by_month.amount_fen
            and (hoped_for.person_id = bank_by_month.person_id or bank_by_month.person_id is null)
    group by
        bank_by_month.account_no, bank_by_month.person_id, bank_by_month.bank_month, bank_by_month.amount_fen,
        bank_by_month.paid_count
    having bank_by_month.paid_count - count(hoped_for.row_id) > 0
),

reissued as (
    select distinct roster_line.row_id
    from roster_line
    inner join not_arrived on not_arrived.row_id = roster_line.row_id
    inner join later_surplus
        on
            later_surplus.amount_fen = roster_line.total_fen
            and later_surplus.bank_month > roster_line.bank_month
            -- whoever changed the card is paid on the new account
            and (
                later_surplus.person_id = roster_line.person_id
                or (later_surplus.person_id is null and later_surplus.account_no = roster_line.account_no)
            )
    -- the roster itself may carry the second issue as a line of its own: then that line counts, not this one
    where not exists (
        select 1
        from canonical.roster_line as again
        where
            again.person_id = roster_line.person_id
            and again.month = roster_line.month
            and again.row_id <> roster_line.row_id
            and (again.state is null or again.state = 'paid')
            and coalesce(again.paid_month, again.month) > roster_line.bank_month
    )
),

-- what came back or may have, and was not issued again
missed as (
    select
        not_arrived.row_id,
        not_arrived.is_unclear
    from not_arrived
    where not_arrived.row_id not in (select reissued.row_id from reissued)
)

select
    roster_line.row_id,
    coalesce(not missed.is_unclear, false) as is_returned,
    coalesce(missed.is_unclear, false) or contested_payment.account_no is not null as is_contested
from roster_line
left join missed on missed.row_id = roster_line.row_id
left join contested_payment
    on
        contested_payment.account_no = roster_line.account_no
        and contested_payment.bank_month = roster_line.bank_month
        and contested_payment.total_fen = roster_line.total_fen
        and (roster_line.state is null or roster_line.state in ('paid', 'pending'))
where missed.row_id is not null or contested_payment.account_no is not null
