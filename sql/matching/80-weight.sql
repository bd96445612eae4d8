-- Grain: one row per distinct text of a name, with its share of the people known here.
create or replace table linking.name_ratio as
with

bearer as (
    select text_id from linking.left_person where text_id is not null
    union all
    select text_id from linking.person_{register} where text_id is not null
)

select text_id, count(*) / (select count(*) from bearer)::double as ratio
from bearer
group by text_id;

-- Grain: one row per linked pair with the weight of each field. Bars are rounded before they are added,
-- so what is shown adds up.
create or replace table linking.weighed as
select
    decision.*,
    {prior}::decimal(9, 2) as prior_weight,
    coalesce(name_weight.bits, 0)::decimal(9, 2) as name_weight,
    case
        when decision.name_level >= 6 and name_ratio.ratio is not null
            then log2({name_u} / greatest(name_ratio.ratio, {name_floor}))
        else 0
    end::decimal(9, 2) as frequency_weight,
    coalesce(number_weight.bits, 0)::decimal(9, 2) as number_weight,
    -- a number that agrees holds birth and sex inside it: they are not counted twice
    case when decision.number_level >= 6 then 0 else coalesce(birth_weight.bits, 0) end::decimal(9, 2) as birth_weight,
    case when decision.number_level >= 6 then 0 else coalesce(sex_weight.bits, 0) end::decimal(9, 2) as sex_weight,
    coalesce(place_weight.bits, 0)::decimal(9, 2) as place_weight,
    coalesce(contact_weight.bits, 0)::decimal(9, 2) as contact_weight,
from linking.decision
inner join linking.left_person as l on l.row_id = decision.left_row
left join linking.name_ratio on name_ratio.text_id = l.text_id
left join linking.weight as name_weight on name_weight.field = 'name' and name_weight.level = decision.name_level
left join linking.weight as number_weight
    on number_weight.field = 'number' and number_weight.level = decision.number_level
left join linking.weight as birth_weight on birth_weight.field = 'birth' and birth_weight.level = decision.birth_level
left join linking.weight as sex_weight on sex_weight.field = 'sex' and sex_weight.level = decision.sex_level
left join linking.weight as place_weight on place_weight.field = 'place' and place_weight.level = decision.place_level
left join linking.weight as contact_weight
    on contact_weight.field = 'contact' and contact_weight.level = decision.contact_level;
