-- Grain: one row per person of fifteen and over whom the household register keeps, with what the other lists say of whether they
-- are insured. The first that holds: 'insured', 'drawing', 'other-scheme', 'known' (here, by contributions, an account or a
-- transfer), 'excluded' (a list says why they need not be), 'dead', 'changed' (no longer registered as before), 'left' (their
-- account was paid back), 'held' (a row about them waits for a word), 'nowhere'.
with

registered as (
    select
        registered_person.record_id,
        registered_person.person_id,
        coalesce(registered_person.township, '') as township,
        registered_person.match_strength,
        extract(year from registered_person.born_on) * 100 + extract(month from registered_person.born_on) as born_month
    from canonical.registered_person as registered_person
),

-- what each list says of a person, the lower number before the higher
said as (
    select person_id, 1 as rank, cast(null as varchar) as ground from canonical.insured_record where status <> 'ended'
    union all
    -- everybody who was paid, once: a year's payments name them a dozen times
    select person_id, 2, null from canonical.beneficiary
    union all
    select person_id, 2, null from canonical.benefit_payment where is_arrears
    union all
    select person_id, 3, null from canonical.employee_pension_record
    union all
    select person_id, 3, null from canonical.public_pay_record
    union all
    select person_id, 4, null from canonical.contribution
    union all
    select person_id, 4, null from canonical.paid_on_behalf
    union all
    select person_id, 4, null from canonical.account_balance
    union all
    select person_id, 4, null from canonical.relation_transfer
    union all
    select person_id, 5, ground from canonical.enrolment_exclusion
    union all
    select person_id, 6, null from canonical.death_record where not is_revoked
    union all
    select person_id, 7, null from canonical.registration_change where kind <> 'restored'
    union all
    select person_id, 8, null from canonical.account_refund
    union all
    select person_id, 9, null from canonical.held_row
),

best as (
    select
        person_id,
        min(rank) as rank,
        min(ground) as ground
    from said
    group by person_id
),

rostered as (
    select distinct person_id
    from canonical.insured_record
),

prisoner as (
    select
        person_id,
        max(coalesce(released_month, ends_month, 209912)) as until_month
    from canonical.imprisonment
    group by person_id
)

select
    registered.record_id,
    registered.person_id,
    registered.township,
    registered.match_strength,
    cast(registered.born_month as integer) as born_month,
    case best.rank
        when 1 then 'insured'
        when 2 then 'drawing'
        when 3 then 'other-scheme'
        when 4 then 'known'
        when 5 then 'excluded'
        when 6 then 'dead'
        when 7 then 'changed'
        when 8 then 'left'
        when 9 then 'held'
        else 'nowhere'
    end as standing,
    case when best.rank = 5 then best.ground end as ground,
    rostered.person_id is not null as is_on_roster,
    -- the last month in which a sentence keeps them from being insured
    prisoner.until_month as imprisoned_until
from registered
left join best on best.person_id = registered.person_id
left join rostered on rostered.person_id = registered.person_id
left join prisoner on prisoner.person_id = registered.person_id
