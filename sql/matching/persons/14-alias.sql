-- A row met by itself is no link.
delete from link.link_pair where left_row = right_row;

-- Grain: one row per person key that was found to be another's: the strongest link, the heaviest among equals.
-- Where two people fit equally well nobody is chosen. People whom the fund pays under two keys are joined only when the
-- link is confirmed: joining two payees makes an accusation possible, joining a record to a payee may also clear one.
create or replace table link.pair_alias as
with

pair as (
    select
        link_pair.*,
        left_side.person_key as left_key,
        right_side.person_key as right_key,
        left_row.resident_id as left_id,
        right_row.resident_id as right_id,
        right_row.is_payee as is_right_payee,
        right_row.is_roster as is_right_roster,
        case link_pair.strength when 'confirmed' then 3 when 'probable' then 2 else 1 end as strength_rank
    from link.link_pair
    inner join link.side_left as left_side on left_side.row_id = link_pair.left_row
    inner join link.side_right as right_side on right_side.row_id = link_pair.right_row
    inner join link.key_row as left_row on left_row.person_key = left_side.person_key
    inner join link.key_row as right_row on right_row.person_key = right_side.person_key
    where
        link_pair.strength in ('confirmed', 'probable', 'possible')
        and left_side.person_key <> right_side.person_key
        and (left_row.resident_id is null or right_row.resident_id is null)
        -- of two payees the one without a valid number gives way, and of two without one the later key
        and (
            not right_row.is_payee
            or (
                link_pair.strength = 'confirmed'
                and (left_row.resident_id is not null or left_side.person_key < right_side.person_key)
            )
        )
),

ranked as (
    select
        *,
        row_number() over (partition by right_key order by strength_rank desc, weight desc, left_key) as place,
        max(weight) over (partition by right_key, strength_rank) as best_weight,
        count(*) over (partition by right_key, strength_rank, weight) as equal_count
    from pair
),

chosen as (
    select *
    from ranked
    where place = 1 and equal_count = 1
)

select
    chosen.right_key as alias_key,
    chosen.left_key as person_key,
    chosen.strength as match_strength,
    chosen.basis,
    chosen.left_row,
    chosen.right_row
from chosen
-- a key that is itself another's leads nobody
where chosen.left_key not in (select right_key from chosen)
