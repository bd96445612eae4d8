-- Grain: one row per row of a card list that bears an impossible number, a dead holder or a card that cannot be used.
with

death as (
    select record_id, person_id, match_strength
    from canonical.death
),

judged as (
    select
        card.record_id,
        card.person_id,
        death.record_id as death_id,
        card.match_strength as own_strength,
        death.match_strength as death_strength,
        case
            when card.id_reason is not null then 'number'
            -- the card of somebody dead that was stopped, or never handed out, is as it should be
            when death.person_id is not null then case when card.state not in ('cancelled', 'replaced', 'not-issued') then 'dead' end
            when card.is_outside then null
            -- an old card beside the one in use was replaced
            when card.state = 'cancelled' and used.person_id is not null then null
            when card.state in ('inactive', 'not-issued', 'cancelled') then card.state
        end as reason
    from canonical.card_record as card
    left join death on death.person_id = card.person_id
    left join (select distinct person_id from canonical.card_record where state = 'active') as used
        on used.person_id = card.person_id
    where not exists (
        select 1
        from canonical.held_row as held_row
        where held_row.row_id = card.record_id
    )
)

select
    person_id,
    reason as occurrence_key,
    cast(null as integer) as month,
    cast(null as bigint) as amount_fen,
    record_id as line_id,
    case when reason = 'dead' then death_id end as counter_id,
    case
        when own_strength = 'possible' or (reason = 'dead' and death_strength = 'possible') then 'possible'
        when own_strength = 'probable' or (reason = 'dead' and death_strength = 'probable') then 'probable'
        else 'confirmed'
    end as match_strength,
    reason as fact_reason
from judged
where reason is not null
