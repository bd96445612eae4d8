-- Grain: one row per benefit payment that stands on an odd line; arrears stand apart, each joined to its own month.
with

answered_line as (
    select
        roster_line.row_id,
        roster_line.person_id,
        roster_line.is_month_assumed,
        roster_line.total_fen,
        roster_line.basic_fen,
        roster_line.age_topup_fen,
        roster_line.long_topup_fen,
        roster_line.account_fen,
        roster_line.disability_fen,
        roster_line.is_arrears,
        roster_line.named_part,
        roster_line.state,
        roster_line.state_reason,
        roster_line.account_no,
        roster_line.holder_name,
        roster_line.delivery_no,
        roster_line.place,
        roster_line.match_strength,
        coalesce(reissued_line.month, roster_line.month) as month,
        coalesce(roster_line.paid_month, roster_line.month) as bank_month,
        coalesce(carrying_line.carried_fen, 0) as carried_fen,
        coalesce(bank_answer.is_returned, false) as is_bank_returned,
        -- nobody can tell whether this line was paid: by the bank's answer, or since two lists may list one payment twice
        coalesce(bank_answer.is_contested, false) or overlapped_line.row_id is not null or coalesce(reissued_line.is_contested, false)
            as is_contested,
        (roster_line.state is null or roster_line.state = 'paid') and not coalesce(bank_answer.is_returned, false) as is_settled
    from canonical.roster_line as roster_line
    inner join canonical.odd_line as odd_line on odd_line.row_id = roster_line.row_id
    left join canonical.carrying_line as carrying_line on carrying_line.row_id = roster_line.row_id
    left join canonical.bank_answer as bank_answer on bank_answer.row_id = roster_line.row_id
    left join canonical.overlapped_line as overlapped_line on overlapped_line.row_id = roster_line.row_id
    left join canonical.reissued_line as reissued_line on reissued_line.row_id = roster_line.row_id
),

payment as (
    select
        row_id * 100 as line_id, row_id, person_id, month, is_month_assumed, bank_month as paid_month,
        total_fen - carried_fen as amount_fen,
        basic_fen, age_topup_fen, long_topup_fen, account_fen, disability_fen,
        case when is_arrears then total_fen else 0 end as arrears_fen, is_arrears, basic_fen is not null as has_components, named_part,
        is_bank_returned, state, state_reason, is_settled, is_contested, account_no, holder_name, delivery_no, place, match_strength
    from answered_line
    where total_fen - carried_fen <> 0 or carried_fen = 0

    union all

    select
        answered_line.row_id * 100 + arrears_month.part_no as line_id, answered_line.row_id, answered_line.person_id,
        arrears_month.month, cast(false as boolean) as is_month_assumed, answered_line.bank_month as paid_month, arrears_month.amount_fen,
        cast(null as bigint) as basic_fen, cast(null as bigint) as age_topup_fen, cast(null as bigint) as long_topup_fen,
        cast(null as bigint) as account_fen, cast(null as bigint) as disability_fen,
        case when answered_line.carried_fen > 0 then arrears_month.amount_fen end as arrears_fen,
        answered_line.carried_fen > 0 as is_arrears, false as has_components, cast(null as varchar) as named_part,
        answered_line.is_bank_returned, answered_line.state, answered_line.state_reason, answered_line.is_settled,
        answered_line.is_contested, answered_line.account_no, answered_line.holder_name, answered_line.delivery_no,
        answered_line.place, answered_line.match_strength
    from canonical.arrears_month as arrears_month
    inner join answered_line on answered_line.row_id = arrears_month.row_id
),

-- lines that a negative one takes back whole; of several equal ones as many as there are negative ones
taken_back as (
    select
        person_id,
        month,
        -amount_fen as amount_fen,
        count(*) as line_count
    from payment
    where is_settled and amount_fen < 0
    group by person_id, month, amount_fen
),

reversible as (
    select
        payment.line_id,
        row_number() over (
            partition by payment.person_id, payment.month, payment.amount_fen order by payment.line_id
        ) as place,
        taken_back.line_count
    from payment
    inner join taken_back
        on
            taken_back.person_id = payment.person_id and taken_back.month = payment.month
            and taken_back.amount_fen = payment.amount_fen
    where payment.is_settled and payment.amount_fen > 0
)

select
    payment.line_id,
    payment.row_id,
    payment.person_id,
    payment.month,
    coalesce(payment.is_month_assumed, false) as is_month_assumed,
    payment.paid_month,
    payment.amount_fen,
    payment.basic_fen,
    payment.age_topup_fen,
    payment.long_topup_fen,
    payment.account_fen,
    payment.disability_fen,
    payment.arrears_fen,
    payment.is_arrears,
    payment.has_components,
    payment.named_part,
    case when payment.is_bank_returned then 'returned' else coalesce(payment.state, 'paid') end as state,
    payment.state_reason,
    payment.is_settled,
    -- a negative line takes it back whole, so that only the sum of both counts
    reversible.line_id is not null as is_reversed,
    payment.is_contested,
    payment.delivery_no,
    payment.place,
    payment.account_no,
    payment.holder_name,
    case when payment.is_contested then 'possible' else payment.match_strength end as match_strength
from payment
left join reversible on reversible.line_id = payment.line_id and reversible.place <= reversible.line_count
