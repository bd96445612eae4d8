-- Grain: one row per person and batch of identification 身份认定, as its latest list says. A batch that names the same requisition
-- and the same amount as another of the same person is that one again: somebody identified twice is entitled once.
with

identification as (
    select
        *,
        row_number() over (
            partition by person_id, coalesce(batch, '') order by coalesce(identified_month, 0) desc, record_id desc
        ) as place
    from canonical.land_loss_identification
)

select
    record_id,
    person_id,
    coalesce(batch, '') as batch,
    project,
    result,
    entitled_fen,
    due_month,
    match_strength,
    row_number() over (
        partition by person_id, result, coalesce(project, batch, ''), coalesce(entitled_fen, -record_id)
        order by coalesce(due_month, 209912), record_id
    ) = 1 as is_own
from identification
where place = 1
