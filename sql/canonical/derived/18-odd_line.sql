-- Grain: one row per roster line whose payment is not what the line says by itself: the bank says something of it, another file
-- lists it too, it was issued again for an earlier month, or its person has a line that pays for other months or takes money
-- back. These are few, and every other line is one payment as it stands (20-benefit_payment).
with

odd_person as (
    select person_id
    from canonical.carrying_line

    union

    select person_id
    from canonical.roster_line
    where total_fen < 0
)

select roster_line.row_id
from canonical.roster_line as roster_line
where roster_line.person_id in (select odd_person.person_id from odd_person)

union

select row_id
from canonical.bank_answer

union

select row_id
from canonical.overlapped_line

union

select row_id
from canonical.reissued_line
