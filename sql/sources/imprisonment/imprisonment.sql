-- Grain: one row per sentence.
with

sentence as (
    select
        *,
        coalesce(penalty, '') || ' ' || coalesce(execution, '') || ' ' || coalesce(remark, '') as said
    from staged.imprisonment
),

classified as (
    select
        *,
        case
            when said like '%无罪%' or said like '%撤销%' or said like '%不起诉%' or said like '%免予%' or said like '%免除%' then 'acquitted'
            -- 死缓 is served; 缓刑 and 宣告缓刑 are not
            when said like '%缓刑%' or said like '%宣告缓%' then 'probation'
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
