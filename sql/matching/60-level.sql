-- Grain: one row per candidate pair with the level at which each field agrees.
-- The integer columns settle most names here; what needs shapes, masks or readings is asked of
-- link_name_level, because the engine's own string distances count bytes and not characters.
create or replace table linking.{target} as
with

pair as (
    select
        candidate.left_row,
        candidate.right_row,
        candidate.blocks,
        l.name_id as left_name, r.name_id as right_name,
        l.alias_id as left_alias, r.alias_id as right_alias,
        l.number_kind as left_kind, r.number_kind as right_kind,
        l.digits as left_digits, r.digits as right_digits,
        case
            when l.name_id is null or r.name_id is null then -1
            when l.name_id = r.name_id and l.is_legible then 7
            when l.text_id = r.text_id and l.is_legible then 6
            when l.is_plain and r.is_plain and l.surname_id <> r.surname_id and l.name_length <> r.name_length then 0
            when l.is_plain and r.is_plain and l.surname_id <> r.surname_id
                and (l.p1 = r.p1)::integer + (l.c2 = r.c2 or l.p2 = r.p2)::integer
                + (l.c3 = r.c3 or l.p3 = r.p3)::integer + (l.c4 = r.c4 or l.p4 = r.p4)::integer < 3
                and not (l.c1 = r.c2 and l.c2 = r.c1) then 0
            when l.is_plain and r.is_plain and l.surname_id = r.surname_id and l.name_length = 3 and r.name_length = 3
                and l.c2 <> r.c2 and l.p2 <> r.p2 and l.c3 <> r.c3 and l.p3 <> r.p3
                and l.c2 <> r.c3 and l.c3 <> r.c2 then 1
        end as quick_name_level,
        case
            when l.number_kind = 0 or r.number_kind = 0 then 1
            when l.valid_no = r.valid_no then 8
            when l.number_kind = 1 and r.number_kind = 1
                then case
                    when l.birth_sequence = r.birth_sequence and l.region_now = r.region_now then 7
                    -- one cut number in eleven passes the check digit by chance
                    when l.key15 = r.key15 and (l.tail8 like '%000') <> (r.tail8 like '%000') then 6
                    else -4
                end
            -- two slips change at most four places, and one leaves the first or the last eight as they are
            when l.number_kind <= 2 and r.number_kind <= 2 and length(l.digits) = length(r.digits)
                then case when hamming(l.digits, r.digits) > 4 and l.head8 <> r.head8 and l.tail8 <> r.tail8 then 0 end
            when l.number_kind <= 2 and r.number_kind <= 2 and length(l.digits) >= 17 and length(r.digits) >= 17
                then case when l.head8 <> r.head8 and l.tail8 <> r.tail8 then 0 end
        end as quick_number_level,
        greatest(
            linking.birth_agreement(l.day, l.day_lunar, r.day, r.day_lunar),
            case when r.other_day is null then -1
                else linking.birth_agreement(l.day, l.day_lunar, r.other_day, r.other_day_lunar) end,
            case when l.other_day is null then -1
                else linking.birth_agreement(l.other_day, l.other_day_lunar, r.day, r.day_lunar) end,
            case when l.other_day is null or r.other_day is null then -1
                else linking.birth_agreement(l.other_day, l.other_day_lunar, r.other_day, r.other_day_lunar) end
        ) as day_level,
        case
            when l.birth_year = r.birth_year then 2
            when abs(l.birth_year - r.birth_year) = 1 then 1
            when abs(coalesce(l.birth_year, l.year_by_age) - coalesce(r.birth_year, r.year_by_age)) <= 1 then 1
            when coalesce(l.birth_year, l.year_by_age) is not null
                and coalesce(r.birth_year, r.year_by_age) is not null then 0
            else -1
        end as year_level,
        case when l.sex is null or r.sex is null then -1 when l.sex = r.sex then 1 else 0 end as sex_level,
        case
            when not l.has_town or not r.has_town then -1
            when l.town_group <> r.town_group then 0
            when contains(l.village_name, r.village_name) or contains(r.village_name, l.village_name) then 2
            else 1
        end as place_level,
        case
            when (length(l.account) >= 8 and l.account = r.account) or (length(l.phone) >= 7 and l.phone = r.phone) then 1
            else 0
        end as contact_level,
        (l.is_shi or r.is_shi) as has_shi,
        l.village_name is not null and r.village_name is not null as has_villages,
    from linking.{candidates} as candidate
    inner join linking.left_person as l on l.row_id = candidate.left_row
    inner join linking.right_person as r on r.row_id = candidate.right_row
),

final as (
    select
        left_row,
        right_row,
        blocks,
        greatest(
            coalesce(quick_name_level, link_name_level(left_name, right_name)),
            case when left_alias is null or right_name is null then -1 else link_name_level(left_alias, right_name) end,
            case when right_alias is null or left_name is null then -1 else link_name_level(left_name, right_alias) end
        )::tinyint as name_level,
        case
            when left_alias is null and right_alias is null then false
            else coalesce(quick_name_level, link_name_level(left_name, right_name)) < 4
        end as may_use_alias,
        -- "and" asks both sides of every row; "case" asks the second only where the first holds
        case when has_shi then link_shares_shi(left_name, right_name) = 1 else false end as shares_shi,
        case when quick_number_level = 8 then link_spells_one(left_name, right_name) = 1 else false end as spells_one,
        coalesce(quick_number_level, link_number_level(left_kind, left_digits, right_kind, right_digits))::tinyint as number_level,
        (case when day_level = -1 then year_level else day_level end)::tinyint as birth_level,
        (day_level >= 0) as has_birthdays,
        place_level = 1 and has_villages as is_other_village,
        sex_level::tinyint as sex_level,
        place_level::tinyint as place_level,
        contact_level::tinyint as contact_level,
    from pair
)

select * from final;
