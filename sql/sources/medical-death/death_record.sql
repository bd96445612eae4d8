-- Grain: one row per medical certificate of death, void ones included. The cause of death is never read.
select
    row_id as record_id,
    person_id,
    died_on,
    died_on_month as died_month,
    'medical' as source_kind,
    false as is_upper_bound,
    is_void_means <> 'standing' or coalesce(remark_means in ('void', 'alive'), false) as is_revoked,
    coalesce(remark_means, '') <> 'alive' and (is_void_means <> 'standing' or coalesce(remark_means = 'void', false)) as is_void,
    cast(null as integer) as revoked_month,
    match_strength
from staged.medical_death
where died_on_month is not null
