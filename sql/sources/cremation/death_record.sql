-- Grain: one row per cremation, void records included. The day of a cremation only bounds the death from above; a date of death in the same
-- list is the undertaker's note and ranks with it.
select
    row_id as record_id,
    person_id,
    coalesce(died_on, case when died_on_month is null then cremated_on end) as died_on,
    coalesce(died_on_month, cremated_on_month) as died_month,
    'cremation' as source_kind,
    died_on_month is null as is_upper_bound,
    is_void_means <> 'standing' or coalesce(remark_means in ('void', 'alive'), false) as is_revoked,
    coalesce(remark_means, '') <> 'alive' and (is_void_means <> 'standing' or coalesce(remark_means = 'void', false)) as is_void,
    cast(null as integer) as revoked_month,
    match_strength
from staged.cremation
