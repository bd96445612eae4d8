-- Grain: one row per person whom the household register keeps as registered, without a cancellation.
select
    row_id as record_id,
    person_id,
    'police' as source_kind,
    complete_month,
    match_strength
from staged.household
where
    state_means = 'standing'
    and cancel_kind_means is null
    and cancelled_on_month is null
    and died_on_month is null
    and complete_month is not null
