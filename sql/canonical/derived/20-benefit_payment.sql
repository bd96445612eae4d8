-- Grain: one row per benefit payment of one person for one entitlement month; arrears stand apart, each joined to its own month.
-- Settled means that the money left the fund and stayed out. Nearly every roster line is one payment as it stands: a night
-- keeps these once, as lines, and this table is a view of them.
select
    row_id * 100 as line_id,
    row_id,
    person_id,
    month,
    coalesce(is_month_assumed, false) as is_month_assumed,
    coalesce(paid_month, month) as paid_month,
    total_fen as amount_fen,
    basic_fen,
    age_topup_fen,
    long_topup_fen,
    account_fen,
    disability_fen,
    case when is_arrears then total_fen else 0 end as arrears_fen,
    is_arrears,
    basic_fen is not null as has_components,
    named_part,
    coalesce(state, 'paid') as state,
    state_reason,
    state is null or state = 'paid' as is_settled,
    -- a negative line takes it back whole, so that only the sum of both counts
    false as is_reversed,
    false as is_contested,
    delivery_no,
    place,
    account_no,
    holder_name,
    match_strength
from canonical.roster_line as roster_line
where row_id not in (select odd_line.row_id from canonical.odd_line as odd_line)

union all

select
    line_id,
    row_id,
    person_id,
    month,
    is_month_assumed,
    paid_month,
    amount_fen,
    basic_fen,
    age_topup_fen,
    long_topup_fen,
    account_fen,
    disability_fen,
    arrears_fen,
    is_arrears,
    has_components,
    named_part,
    state,
    state_reason,
    is_settled,
    is_reversed,
    is_contested,
    delivery_no,
    place,
    account_no,
    holder_name,
    match_strength
from canonical.odd_payment
