-- Grain: one row per card on a list of cards.
select
    row_id as record_id,
    person_id,
    card_no,
    resident_id_reason as id_reason,
    coalesce(state_means, 'unknown') as state,
    coalesce(issued_place_means = 'outside', false) or coalesce(remark_means = 'outside', false) as is_outside,
    match_strength
from staged.cards
