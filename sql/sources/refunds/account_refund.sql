-- Grain: one row per refund of a personal account. Without a stated ground nobody knows what was due.
with

told as (
    select
        *,
        -- 利息26元, 含息26元; 本息1026元 is principal and interest together
        cast(try_cast(nullif(regexp_extract(
            replace(remark, ',', ''), '(?:利|含|计|付)息[^0-9，。；;、]{0,4}([0-9]+(?:[.][0-9]{1,2})?)元', 1
        ), '') as decimal(12, 2)) * 100 as bigint) as said_fen,
        regexp_matches(remark, '(本|利|含|计|付|连)息') and not regexp_matches(remark, '(不|未|无|没有?)[含计付]?(利息|息)') as speaks_of_interest
    from staged.refunds
)

select
    row_id as record_id,
    person_id,
    paid_on,
    paid_on_month as paid_month,
    amount_fen,
    ground_means as ground,
    left_on_month as left_month,
    balance_fen,
    subsidy_fen,
    coalesce(interest_fen, case when said_fen < amount_fen then said_fen end) as interest_fen,
    interest_fen is null and coalesce(speaks_of_interest, false) and coalesce(said_fen >= amount_fen, true) as is_interest_unsaid,
    offset_fen,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    file_no as delivery_no,
    titled_first_month,
    titled_last_month,
    match_strength
from told
