-- Grain: one row per compared pair that a rule links, or reports as two people under one number.
-- The first rule that holds wins; the codes are explained in README.md.
create or replace table linking.decision as
with

fact as (
    select
        level.*,
        l.valid_no as left_valid_no,
        l.number_kind as left_number_kind,
        r.number_kind as right_number_kind,
        l.registered_by_number as left_registered,
        r.registered_by_number as right_registered,
        r.registered_by_name as right_named,
        l.registered_by_name as left_named,
        r.bearer_count as bearer_count,
        r.name_bearer_count = 1 as is_only_bearer,
        l.registered_household as left_household,
        r.registered_household as right_household,
        l.birth_on as left_birth_on,
        r.birth_on as right_birth_on,
        linking.birth_agreement(r.birth_on, r.lunar_on, coalesce(l.number_birth_on, l.birth_on), l.number_lunar_on)
            as right_column_level,
        linking.birth_agreement(l.birth_on, l.lunar_on, r.number_birth_on, r.number_lunar_on) as left_column_level,
        -- the person whom the register knows under one row is not the one it knows under the other
        coalesce(l.registered_by_number <> r.registered_by_number, false) as are_two_by_number,
        coalesce(l.registered_by_number <> r.registered_by_name and r.registered_by_number is null, false)
            or coalesce(r.registered_by_number <> l.registered_by_name and l.registered_by_number is null, false)
            as are_two_by_name,
        r.registered_by_name is null and r.registered_by_number is null and r.bearer_count > 1 as is_namesake_open,
        coalesce(l.registered_by_number = r.registered_by_name, false)
            or coalesce(l.registered_by_name = r.registered_by_number, false)
            or coalesce(l.registered_by_name = r.registered_by_name, false) as is_one_by_name,
    from linking.level
    inner join linking.left_person as l on l.row_id = level.left_row
    inner join linking.right_person as r on r.row_id = level.right_row
),

judged as (
    select
        fact.*,
        case
            -- one valid number on both sides
            when number_level = 8 and name_level >= 3 then 'D1'
            when number_level = 8 and name_level = 2 and greatest(right_column_level, left_column_level) between 0 and 1
                then 'D1c'
            -- sisters share a surname and a character, too
            when number_level = 8 and name_level = 2 then case when spells_one then 'D1' else 'D1b' end
            when number_level = 8 and name_level = -1 and sex_level <> 0 then 'D1n'
            when number_level = 8 and shares_shi and sex_level <> 0 then 'D1b'
            when number_level = 8 and name_level = 1 and place_level >= 1 and sex_level <> 0
                and right_column_level not between 0 and 2 and left_column_level not between 0 and 2
                and not are_two_by_name then 'D1b'
            when number_level = 8 then 'D1c'

            -- the register joins two numbers
            when number_level = -4 and left_registered = right_registered and name_level >= 2 then 'D5'

            -- the register knows two people
            when are_two_by_number and number_level = -4 and left_household = right_household
                and name_level >= 6 then 'D7'
            when are_two_by_number then null

            -- one slip apart
            when number_level = 7 and left_number_kind = 1 and right_number_kind = 1
                then case when name_level >= 6 and sex_level <> 0 then 'D4' when name_level between 4 and 5 then 'D4p' end
            when number_level = 7 and name_level >= 6 and (sex_level <> 0 or birth_level = 5) and not are_two_by_name
                then 'D2'
            when number_level = 7 and name_level between 4 and 5 and birth_level >= 3 and sex_level <> 0
                and not are_two_by_name then 'D2p'
            when number_level = 7 and name_level between 2 and 3 and birth_level = 5 and sex_level <> 0
                and not are_two_by_name then 'D2p'
            when number_level = 7 and name_level >= 2 and birth_level >= 2 then 'D2q'
            when number_level = 7 and name_level >= 4 and birth_level = -1 and not are_two_by_name then 'D2q'
            when number_level = 7 and (name_level = 1 or shares_shi) and birth_level = 5 and place_level <> 0
                and sex_level <> 0 and not are_two_by_name then 'D2q'

            -- fifteen digits left by a spreadsheet
            when number_level = 6 and name_level >= 6 and (sex_level <> 0 or place_level >= 1) and not are_two_by_name
                then 'D3'
            when number_level = 6 and name_level between 3 and 5 and sex_level <> 0 and not are_two_by_name then 'D3p'
            when number_level = 6 and name_level = 2 and birth_level = 5 and sex_level <> 0 and not are_two_by_name
                then 'D2q'

            -- what a mask shows
            when number_level = 5 and name_level >= 4 and birth_level >= 2 and sex_level <> 0 and not are_two_by_name
                then 'D6'
            when number_level = 5 and name_level >= 6 and birth_level = -1 and place_level >= 1 and sex_level <> 0
                and not are_two_by_name then 'D6'
            when number_level = 5 and name_level >= 4 and sex_level <> 0 then 'D6q'

            when are_two_by_name then null

            when number_level = 4 and name_level >= 6 and birth_level >= 4 and sex_level <> 0 then 'D2t'
            when number_level = 4 and name_level >= 4 and birth_level >= 3 and sex_level <> 0 then 'D2q'
            when number_level = 4 and name_level >= 6 and place_level >= 1 and sex_level <> 0 then 'D2q'
            when number_level = 4 and name_level >= 4 and birth_level >= 1 and place_level >= 1 and sex_level <> 0
                then 'D2q'

            -- two valid numbers, one of them unknown to the register
            when number_level = -4 and name_level >= 6 and birth_level = 5 and place_level >= 1 and sex_level <> 0
                then 'D5p'
            when number_level = -4 and name_level >= 6 and birth_level = 4 and place_level >= 1 and sex_level <> 0
                then 'D5p'
            when number_level = -4 and name_level >= 6 and birth_level >= 4 and sex_level <> 0 then 'D5q'
            when number_level = -4 then null

            -- no number that helps
            when contact_level = 1 and name_level >= 4 and birth_level <> 0 and sex_level <> 0 then 'D8c'
            when name_level >= 6 and birth_level = 5 and sex_level <> 0
                and ((place_level >= 1 and not is_other_village) or (is_one_by_name and {is_register_whole}))
                then case when number_level = 0 then 'D8q' else 'D8' end
            when name_level >= 6 and birth_level = 5 then 'D8q'
            when sex_level = 0 then null
            when name_level between 3 and 5 and birth_level = 5 and place_level >= 1 then 'D8n'
            when name_level between 4 and 5 and birth_level = 5 and bearer_count = 0 then 'D8n'
            when name_level = 2 and birth_level = 5 and place_level = 2 then 'D8n'
            when shares_shi and birth_level = 5 and place_level >= 1 then 'D8n'
            when name_level >= 6 and birth_level = 4 and place_level >= 1 then 'D8l'
            when name_level between 4 and 5 and birth_level = 4 and place_level = 2 then 'D8l'
            when name_level >= 6 and birth_level = 3 and has_birthdays and place_level = 2 then 'D8l'
            when name_level >= 6 and not has_birthdays and birth_level between 1 and 2 and place_level = 2 then 'D8y'
            when name_level >= 6 and birth_level = -1 and place_level = 2 then 'D8y'
            -- nobody else of this name in a register that knows nearly everybody
            when name_level >= 6 and not has_birthdays and birth_level <> 0 and place_level >= 1
                and not is_other_village and is_only_bearer and {is_register_whole} then 'D8u'
        end as basis
    from fact
),

graded as (
    select
        judged.*,
        case
            when basis = 'D1c' then 'id_conflict'
            when basis in ('D1', 'D2', 'D3', 'D4', 'D5') then 'confirmed'
            -- "unknown to the register" means something only of a register that knows nearly everybody
            when basis = 'D5p' and (is_namesake_open or not ({is_register_whole} or ({has_register} and place_level = 2)))
                then 'possible'
            when basis = 'D8' and is_namesake_open then 'possible'
            when basis in ('D1n', 'D1b', 'D2p', 'D2t', 'D3p', 'D4p', 'D5p', 'D6', 'D8', 'D8c') then 'probable'
            else 'possible'
        end as strength
    from judged
    where basis is not null
)

select * from graded;
