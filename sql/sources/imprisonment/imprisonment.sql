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
        ),
        coalesce(penalty, '') || ' ' || coalesce(execution, '') || ' ' || coalesce(remark, '') as said
    from dated
),

classified as (
    select
        *,
        case
            when said like '%无罪%' or said like '%撤销%' or said like '%不起诉%' or said like '%免予%' or said like '%免除%' then 'acquitted'
            -- 死缓 is served; 缓刑 and 宣告缓刑 are not
            when said like '%缓刑%' or said like '%宣告缓%' then 'probation'
            when is_suspended like '是%' or is_suspended in ('1', 'Y', 'y', '有') or is_suspended like '%缓刑%' then 'probation'
            when is_outside like '是%' or is_outside in ('1', 'Y', 'y', '有') or is_outside like '%监外%' then 'outside'
            when is_paroled like '是%' or is_paroled in ('1', 'Y', 'y', '有') or is_paroled like '%假释%' then 'parole'
            when said like '%管制%' then 'control'
            when said like '%监外执行%' or said like '%社区矫正%' then 'outside'
            when penalty like '%假释%' or (execution like '%假释%') then 'parole'
            when said like '%死缓%' or said like '%死刑缓期%' or said like '%缓期二年%' or said like '%缓期两年%' then 'death-reprieve'
            when said like '%无期%' then 'life'
            when said like '%拘役%' then 'detention'
            when said like '%有期%' or said like '%徒刑%' then 'fixed-term'
            when penalty like '%罚金%' or penalty like '%剥夺%' or penalty like '%驱逐%' or penalty like '%没收%' then 'other'
            -- a list that has no column for the kind of penalty is a list of people who serve
            when penalty is null then 'fixed-term'
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
    kind in ('fixed-term', 'life', 'death-reprieve', 'detention') as is_served,
    match_strength
from classified
where coalesce(starts_on_month, admitted_on_month, effective_on_month) is not null
