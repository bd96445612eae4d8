-- Grain: one row per person and month that more than one payment was made for. Nearly every month of a person has one line: what
-- adds up or compares the lines of a month looks at these alone.
select
    person_id,
    month
from canonical.benefit_payment
where is_settled and not is_arrears and amount_fen > 0 and not is_reversed
group by person_id, month
having count(*) > 1
