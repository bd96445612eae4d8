-- Grain: one row per link that is shown. Where a row is confirmed to be one person, weaker links of it to
-- others are noise; so are possible links beside a probable one.
create or replace table {output} as
with

total as (
    select
        *,
        prior_weight + name_weight + frequency_weight + number_weight + birth_weight + sex_weight + place_weight
            + contact_weight as weight,
        case strength when 'confirmed' then 3 when 'probable' then 2 when 'possible' then 1 else 0 end as strength_rank
    from linking.weighed
),

ranked as (
    select
        total.*,
        max(strength_rank) over (partition by right_row) as best_for_right,
        max(case when strength_rank = 3 then left_valid_no end) over (partition by right_row) as confirmed_number
    from total
),

shown as (
    select
        ranked.*,
        l.digits as left_digits,
        r.digits as right_digits,
        coalesce(l.alive_day > r.died_day, false) or coalesce(r.alive_day > l.died_day, false)
            as is_alive_after_death,
        case
            when strength in ('confirmed', 'probable') and number_level between 4 and 7 then
                case
                    when left_number_kind = 1 and right_number_kind <> 1 then 'right'
                    when right_number_kind = 1 and left_number_kind <> 1 then 'left'
                    when number_level = 6 and l.tail8 like '%000' then 'left'
                    when number_level = 6 and r.tail8 like '%000' then 'right'
                end
        end as damaged_side,
    from ranked
    inner join linking.left_person as l on l.row_id = ranked.left_row
    inner join linking.right_person as r on r.row_id = ranked.right_row
    where strength = 'id_conflict'
        or strength_rank = best_for_right
        or left_valid_no = confirmed_number
),

repaired as (
    select
        shown.*,
        case
            when damaged_side = 'right' and left_number_kind = 1 then left_digits
            when damaged_side = 'left' and right_number_kind = 1 then right_digits
        end as repair_id,
    from shown
),

final as (
    select
        repaired.left_row,
        repaired.right_row,
        repaired.strength,
        repaired.basis,
        repaired.weight,
        concat_ws(
            '；',
            case
                when repaired.number_level = 7 and repaired.basis in ('D4', 'D4p')
                    then '身份证号第7至17位相同，地区码是同一地方的新旧代码'
                when repaired.number_level = 7 then number_phrase.words || '（'
                    || link_number_difference(
                        repaired.left_number_kind, repaired.left_digits, repaired.right_number_kind, repaired.right_digits) || '）'
                else number_phrase.words
            end,
            case
                when repaired.shares_shi then '一方为“氏”名，姓氏相合'
                when repaired.may_use_alias and repaired.name_level >= 4 then '与曾用名或别名' || replace(name_phrase.words, '姓名', '')
                else name_phrase.words
            end,
            birth_phrase.words,
            place_phrase.words,
            sex_phrase.words,
            contact_phrase.words,
            case repaired.basis
                when 'D5' then '户籍登记把两个号码记在一人名下'
                when 'D7' then '户籍上两个号码属于同户的两个人'
            end,
            case when repaired.is_alive_after_death then '但死亡日期之后仍有在世证明' end,
            case when repaired.bearer_count > 1 then '户籍中同名同生日的有' || repaired.bearer_count || '人' end
        ) as reason,
        repaired.name_level,
        repaired.number_level,
        repaired.birth_level,
        repaired.sex_level,
        repaired.place_level,
        repaired.contact_level,
        repaired.prior_weight,
        repaired.name_weight,
        repaired.frequency_weight,
        repaired.number_weight,
        repaired.birth_weight,
        repaired.sex_weight,
        repaired.place_weight,
        repaired.contact_weight,
        repaired.bearer_count as namesake_count,
        -- evidence against the link: it never weakens it silently, and it is never left unsaid
        concat_ws(
            ',',
            case when repaired.is_alive_after_death then 'alive-after-death' end,
            case when repaired.sex_level = 0 then 'sex' end,
            case when repaired.has_birthdays and repaired.birth_level between 0 and 2 then 'birth' end
        ) as contradictions,
        repaired.damaged_side,
        -- offered only where exactly one number fits the damaged row
        case
            when repaired.damaged_side = 'right' and min(repaired.repair_id) over right_row
                = max(repaired.repair_id) over right_row then repaired.repair_id
            when repaired.damaged_side = 'left' and min(repaired.repair_id) over left_row
                = max(repaired.repair_id) over left_row then repaired.repair_id
        end as proposed_id,
    from repaired
    left join linking.phrase as number_phrase
        on number_phrase.field = 'number' and number_phrase.level = repaired.number_level
    left join linking.phrase as name_phrase on name_phrase.field = 'name' and name_phrase.level = repaired.name_level
    left join linking.phrase as birth_phrase
        on birth_phrase.field = 'birth' and birth_phrase.level = repaired.birth_level
    left join linking.phrase as sex_phrase on sex_phrase.field = 'sex' and sex_phrase.level = repaired.sex_level
    left join linking.phrase as place_phrase
        on place_phrase.field = 'place' and place_phrase.level = repaired.place_level
    left join linking.phrase as contact_phrase
        on contact_phrase.field = 'contact' and contact_phrase.level = repaired.contact_level
    window
        right_row as (partition by repaired.right_row, repaired.damaged_side),
        left_row as (partition by repaired.left_row, repaired.damaged_side)
)

select * from final;
