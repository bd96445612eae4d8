-- Grain: one row per row of a payout roster whose number is impossible.
with

roster_use as (
    -- a missing number is not an impossible one
    select record_id, person_id, resident_id_raw, id_reason, match_strength
    from canonical.identity_use
    where is_roster and id_reason is not null and resident_id_raw is not null
),

only_proposal as (
    -- proposed only where exactly one number fits; two candidates are no proposal
    select
        person_id,
        resident_id_raw,
        min(proposed_resident_id) as proposed_resident_id,
        min(counter_id) as counter_id
    from canonical.id_repair
    group by person_id, resident_id_raw
    having count(distinct proposed_resident_id) = 1
)

select
    roster_use.person_id,
    roster_use.resident_id_raw as occurrence_key,
    cast(null as integer) as month,
    cast(null as bigint) as amount_fen,
    roster_use.record_id as line_id,
    only_proposal.counter_id,
    roster_use.match_strength,
    roster_use.id_reason as fact_reason,
    roster_use.resident_id_raw as fact_resident_id_raw,
    only_proposal.proposed_resident_id as fact_proposed_resident_id
from roster_use
left join only_proposal
    on only_proposal.person_id = roster_use.person_id and only_proposal.resident_id_raw = roster_use.resident_id_raw
