-- Grain: one row per line that keeps money back without saying of which months: how much, and of which part where it says so. It
-- lessens what was paid in its month; what was too much in that month or in earlier ones may have been taken back by it.
select
    person_id,
    paid_month,
    line_id,
    cast(null as varchar) as named_part,
    basic_fen + coalesce(age_topup_fen, 0) + coalesce(long_topup_fen, 0) + coalesce(account_fen, 0) + coalesce(disability_fen, 0)
    - amount_fen as fen
from canonical.benefit_payment
where
    is_settled and not is_arrears and not is_reversed and amount_fen > 0
    and basic_fen + coalesce(age_topup_fen, 0) + coalesce(long_topup_fen, 0) + coalesce(account_fen, 0) + coalesce(disability_fen, 0)
    > amount_fen

union all

-- a line with a minus, that takes less than its month was paid
select
    minus.person_id,
    minus.paid_month,
    minus.line_id,
    minus.named_part,
    -minus.amount_fen as fen
from canonical.odd_payment as minus
where
    minus.is_settled and minus.amount_fen < 0 and coalesce(minus.month, minus.paid_month) >= minus.paid_month
    -- whether its parts are blank or nought
    and coalesce(minus.basic_fen, 0) = 0 and coalesce(minus.age_topup_fen, 0) = 0 and coalesce(minus.long_topup_fen, 0) = 0
    and coalesce(minus.account_fen, 0) = 0 and coalesce(minus.disability_fen, 0) = 0
    and exists (
        select 1
        from canonical.odd_payment as own
        where
            own.person_id = minus.person_id and own.month = minus.paid_month
            and own.is_settled and not own.is_arrears and not own.is_reversed and own.amount_fen > -minus.amount_fen
    )
