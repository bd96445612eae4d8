-- Grain: one row per person of whom a list says how they stand to being insured: the first that holds by its number (from 1, insured,
-- to 9, a row about them waits for a word; 10 says nothing), why they need not be, and whether they are on the roster of the insured.
with

said as (
    select
        person_id,
        case when status <> 'ended' then 1 else 10 end as rank,
        cast(null as varchar) as ground,
        1 as on_roster,
        cast(null as integer) as imprisoned_until
    from canonical.insured_record
    union all
    -- everybody who was paid, once: a year's payments name them a dozen times
    select person_id, 2, null, 0, null from canonical.beneficiary
    union all
    select person_id, 2, null, 0, null from canonical.benefit_payment where is_arrears
    union all
    select person_id, 3, null, 0, null from canonical.employee_pension_record
    union all
    select person_id, 3, null, 0, null from canonical.public_pay_record
    union all
    select person_id, 4, null, 0, null from canonical.contribution
    union all
    select person_id, 4, null, 0, null from canonical.paid_on_behalf
    union all
    select person_id, 4, null, 0, null from canonical.account_balance
    union all
    select person_id, 4, null, 0, null from canonical.relation_transfer
    union all
    select person_id, 5, ground, 0, null from canonical.enrolment_exclusion
    union all
    select person_id, 6, null, 0, null from canonical.death_record where not is_revoked
    union all
    select person_id, 7, null, 0, null from canonical.registration_change where kind <> 'restored'
    union all
    select person_id, 8, null, 0, null from canonical.account_refund
    union all
    select person_id, 9, null, 0, null from canonical.held_row
    union all
    -- the last month in which a sentence keeps them from being insured
    select person_id, 10, null, 0, coalesce(released_month, ends_month, 209912) from canonical.imprisonment
)

select
    person_id,
    min(rank) as rank,
    min(ground) as ground,
    max(on_roster) = 1 as is_on_roster,
    max(imprisoned_until) as imprisoned_until
from said
group by person_id
