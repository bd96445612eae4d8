-- Grain: one row per flow of money and month: what was carried into it, what it added, what is explained and what is carried
-- on. Explanations count in the month of their difference.
with

counted as (
    select
        flow,
        month,
        count(*)::integer as differences,
        count(*) filter (where is_explained)::integer as explained,
        count(*) filter (where not is_explained)::integer as unexplained,
        coalesce(sum(difference_fen) filter (where not is_explained), 0)::bigint as unexplained_fen
    from mart.tie_out_difference
    group by flow, month
),

month as (
    select
        flow,
        month,
        count(*) filter (where state = 'stated')::integer as stated_parties,
        count(*)::integer as parties,
        sum(held_lines)::integer as held_lines
    from mart.tie_out_party
    group by flow, month
),

running as (
    select
        month.*,
        coalesce(counted.differences, 0) as differences,
        coalesce(counted.explained, 0) as explained,
        coalesce(counted.unexplained, 0) as unexplained,
        coalesce(counted.unexplained_fen, 0) as unexplained_fen
    from month
    left join counted
        on counted.flow = month.flow and counted.month = month.month
)

select
    *,
    (sum(unexplained) over (partition by flow order by month) - unexplained)::integer as carried_in,
    (sum(unexplained) over (partition by flow order by month))::integer as carried_on
from running
order by flow, month
