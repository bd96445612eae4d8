-- Grain: one row per step of a piece of business in one hand, or certification by a device or agent that made too many.
with

business as (
    select
        record_id,
        person_id,
        operator,
        coalesce(business_no, person_id) as business_no,
        step,
        done_month,
        match_strength
    from canonical.operation_entry
    where step in ('enter', 'check', 'pay')
),

one_login as (
    select business_no, operator, count(*) as step_count
    from business
    group by business_no, operator
    having count(distinct step) = 3
),

certified as (
    -- one row per certification and hand; whoever was seen, or compared with data, was not certified by a device
    select record_id, person_id, certified_month, match_strength, 'device' as kind, device as hand
    from canonical.certification
    where is_passed and not is_in_person and not is_batch and device is not null

    union all

    select record_id, person_id, certified_month, match_strength, 'agent' as kind, agent as hand
    from canonical.certification
    where is_passed and not is_in_person and not is_batch and agent is not null
),

busy as (
    select kind, hand, min(person_id) as person_id, count(distinct person_id) as people
    from certified
    group by kind, hand
),

too_busy as (
    select busy.kind, busy.hand, busy.person_id, busy.people
    from busy
    cross join parameter.run as run
    inner join parameter.certified_by_one as certified_by_one
        on run.as_of_month between certified_by_one.valid_from and certified_by_one.valid_to
    where busy.people > certified_by_one.value
)

select
    business.person_id,
    'login ' || business.operator || ' ' || business.business_no as occurrence_key,
    business.done_month as month,
    cast(null as bigint) as amount_fen,
    business.record_id as line_id,
    cast(null as bigint) as counter_id,
    business.match_strength,
    'login' as fact_kind,
    cast(one_login.step_count as varchar) as fact_count,
    'steps' as fact_counted
from business
inner join one_login on one_login.business_no = business.business_no and one_login.operator = business.operator

union all

select
    too_busy.person_id,
    too_busy.kind || ' ' || too_busy.hand as occurrence_key,
    certified.certified_month as month,
    cast(null as bigint) as amount_fen,
    certified.record_id as line_id,
    cast(null as bigint) as counter_id,
    certified.match_strength,
    too_busy.kind as fact_kind,
    cast(too_busy.people as varchar) as fact_count,
    'people' as fact_counted
from certified
inner join too_busy on too_busy.kind = certified.kind and too_busy.hand = certified.hand
