-- Grain: one row per person holding a disability certificate. A list that gives no grade says of nobody that it is severe.
with

certified as (
    select
        *,
        -- a severe grade ended where the same list states a later, lesser one of the same kind of disability
        case when grade_means = 'severe-disability' then min(
            case when grade_means = 'moderate-disability' and coalesce(state_means, 'valid') <> 'void' then valid_from_month end
        ) over (
            partition by file_no, person_id, coalesce(disability_kind, '')
            order by valid_from_month desc range between unbounded preceding and 1 preceding
        ) end as regraded_month,
        -- a certificate that is cancelled nobody says when was so on the day of the list
        case when state_means = 'cancelled' then complete_month end as cancelled_month
    from staged.disabled_list
)

select
    row_id as record_id,
    person_id,
    coalesce(grade_means, 'moderate-disability') as kind,
    grade,
    valid_from_month,
    least(valid_to_month, regraded_month, cancelled_month) as valid_to_month,
    coalesce(cancelled_month < coalesce(valid_to_month, 209912), false) as is_end_latest,
    match_strength
from certified
where coalesce(state_means, 'valid') <> 'void'
