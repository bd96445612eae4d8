-- Grain: one row per person and batch of identification.
select
    row_id as record_id,
    person_id,
    coalesce(batch, project) as batch,
    project,
    identified_on,
    identified_on_month as identified_month,
    result_means as result,
    entitled_fen,
    due_on_month as due_month,
    match_strength
from staged.land_loss_identification
