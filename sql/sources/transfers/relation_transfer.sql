-- Grain: one row per transfer of one person's insurance. Out or in: the list's own word, else the only date it has, else
-- which of the two places is this one.
select
    row_id as record_id,
    person_id,
    coalesce(
        direction_means,
        case
            when out_on_month is not null and in_on_month is null then 'out'
            when in_on_month is not null and out_on_month is null then 'in'
            when from_place_means = 'here' and coalesce(to_place_means, 'elsewhere') <> 'here' then 'out'
            when to_place_means = 'here' and coalesce(from_place_means, 'elsewhere') <> 'here' then 'in'
            else 'unknown'
        end
    ) as direction,
    case when is_cancelled_means = 'cancelled' then 'cancelled' else coalesce(state_means, 'done') end as state,
    coalesce(transferred_on, out_on, in_on) as transferred_on,
    coalesce(left_on_month, out_on_month, transferred_on_month, in_on_month) as left_month,
    from_place,
    to_place,
    amount_fen,
    match_strength
from staged.transfers
-- what was transferred of another scheme ends nothing here, but for what names the residents' one as where it came from: 居保转职保
where coalesce(scheme_means, 'resident') = 'resident' or regexp_matches(concat_ws(' ', direction, kind, remark), '居')
