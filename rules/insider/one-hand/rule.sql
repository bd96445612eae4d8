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
    -- whoever was seen, or compared with data, was not certified by a device
    select record_id, person_id, certified_month, agent, device, match_strength
    from canonical.certification
    where is_passed and not is_in_person and not is_batch
),

busy as (
    select 'device' as kind, certified.device as hand, min(certified.person_id) as person_id, count(distinct certified.person_id) as people
    from certified
    where certified.device is not null
    group by certified.device

    union all

    select 'agent' as kind, certified.agent as hand, min(certified.person_id) as person_id, count(distinct certified.person_id) as people
    from certified
    where certified.agent is not null
    group by certified.agent
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
    cast(one_login.step_count as varchar) as fact_count
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
    cast(too_busy.people as varchar) as fact_count
from certified
inner join too_busy
    on
        (too_busy.kind = 'device' and too_busy.hand = certified.device)
        or (too_busy.kind = 'agent' and too_busy.hand = certified.agent)
