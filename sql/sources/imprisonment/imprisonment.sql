-- Grain: one row per sentence.
with

-- one column may hold both ends of a sentence: 2021-09-15至2022-09-14
dated as (
    select
        *,
        regexp_extract_all(term, '((?:19|20)[0-9]{2})[^0-9]?(0?[1-9]|1[0-2])[^0-9]?(0[1-9]|[12][0-9]|3[01]|[1-9])', 1) as term_years,
        regexp_extract_all(term, '((?:19|20)[0-9]{2})[^0-9]?(0?[1-9]|1[0-2])[^0-9]?(0[1-9]|[12][0-9]|3[01]|[1-9])', 2) as term_months,
        regexp_extract_all(term, '((?:19|20)[0-9]{2})[^0-9]?(0?[1-9]|1[0-2])[^0-9]?(0[1-9]|[12][0-9]|3[01]|[1-9])', 3) as term_days
    from staged.imprisonment
),

sentence as (
    select
        * replace (
            coalesce(starts_on, try_cast(term_years[1] || '-' || term_months[1] || '-' || term_days[1] as date)) as starts_on,
            coalesce(starts_on_month, try_cast(term_years[1] || lpad(term_months[1], 2, '0') as integer)) as starts_on_month,
            coalesce(ends_on, try_cast(term_years[2] || '-' || term_months[2] || '-' || term_days[2] as date)) as ends_on,
            coalesce(ends_on_month, try_cast(term_years[2] || lpad(term_months[2], 2, '0') as integer)) as ends_on_month
        )
    from dated
),

classified as (
    select
        *,
        case
            when 'acquitted' in (penalty_means, execution_means, remark_means) then 'acquitted'
            -- probation, parole or service outside that was ended: the sentence is served behind walls
            when 'taken-in' in (penalty_means, execution_means, remark_means)
                then case when penalty_means in ('life', 'death-reprieve', 'detention') then penalty_means else 'fixed-term' end
            when is_suspended_means = 'yes' or 'probation' in (penalty_means, execution_means, remark_means) then 'probation'
            when is_outside_means = 'yes' or 'outside' in (penalty_means, execution_means, remark_means) then 'outside'
            when is_paroled_means = 'yes' or 'paroled' in (penalty_means, execution_means, remark_means) then 'parole'
            when 'control' in (penalty_means, execution_means, remark_means) then 'control'
            when 'not-convicted' in (penalty_means, execution_means, remark_means) then 'other'
            when penalty_means in ('fixed-term', 'life', 'death-reprieve', 'detention') then penalty_means
            else 'other'
        end as kind
    from sentence
)

select
    row_id as record_id,
    person_id,
    kind as penalty,
    penalty as penalty_text,
    coalesce(starts_on, admitted_on, effective_on) as starts_on,
    coalesce(starts_on_month, admitted_on_month, effective_on_month) as starts_month,
    ends_on,
    ends_on_month as ends_month,
    effective_on_month as effective_month,
    admitted_on_month as admitted_month,
    released_on_month as released_month,
    complete_month,
    kind in ('fixed-term', 'life', 'death-reprieve', 'detention') as is_served,
    match_strength
from classified
where coalesce(starts_on_month, admitted_on_month, effective_on_month) is not null
