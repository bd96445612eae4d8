-- Grain: one row per what rows of a source tell in the same words, as the latest of them (link.told_row says which rows
-- they are), and the key of the person it makes on its own account.
-- A valid number and its group of names are one person, whatever the source. Without a valid number, rows of one source
-- are one person when number and name as received agree; without any number, or with one that a spreadsheet destroyed
-- (a thousand people share what is left of it), name and account; else each stands alone.
create or replace table link.observation as
with

lead_group as (
    -- the name most rows carry under a number leads it; the other groups are people of their own
    select
        resident_id,
        arg_min(name_group, place) as name_group
    from (
        select
            resident_id,
            name_group,
            row_number() over (partition by resident_id order by sum(row_count) desc, name_group) as place
        from link.name_group
        group by resident_id, name_group
    )
    group by resident_id
),

keyed as (
    select
    told.*,
    name_group.name_group,
    coalesce(name_group.is_other_name, false) as is_other_name,
    case
        when told.resident_id is not null then
            case
                when coalesce(name_group.name_group, lead_group.name_group) is distinct from lead_group.name_group
                    then told.resident_id || '|' || name_group.name_group
                else told.resident_id
            end
        when told.resident_id_cleaned is not null and told.resident_id_reason is distinct from 'excel-truncated' then
            'x|' || told.source || '|' || told.resident_id_cleaned || '|' || coalesce(told.name, '')
        when told.account_no is not null and told.name is not null then
            'a|' || told.source || '|' || told.name || '|' || told.account_no
        -- the row's own place in its file is the only thing that tells it from a namesake's
        else 'r|' || told.source || '|' || coalesce(told.name, '') || '|' || told.row_id
    end as person_key
from link.told
    left join link.name_group
        on name_group.resident_id = told.resident_id and name_group.name = told.name
    left join lead_group on lead_group.resident_id = told.resident_id
),

-- made from the key alone, so that a person's id is the same every night; once per key, a key has a dozen rows
person as (
    select
        person_key,
        'p' || lpad(to_base((md5_number_lower(person_key) % 131621703842267136)::bigint, 36), 11, '0') as person_id
    from (select distinct person_key from keyed)
)

-- the number of a payee under another given name may be a slip in the name or in the number, and one that stands without a name is
-- borne out by nothing: D1b and D1n, as in linking. What is paid to a number is paid to whoever has it
select
    joined.* exclude (is_other_name, doubt),
    case when joined.doubt is null then 'confirmed' else 'probable' end as match_strength,
    coalesce(joined.doubt, case when joined.is_repaired then 'confirmed-repair' else 'own' end) as basis
from (
    select
        keyed.*,
        person.person_id,
        case
            when keyed.is_repaired then null
            when keyed.is_other_name then 'D1b'
            when
                keyed.resident_id is not null and keyed.name is null and keyed.pays = 'nothing' and keyed.source <> 'bank-return'
                then 'D1n'
        end as doubt
    from keyed
    inner join person on person.person_key = keyed.person_key
) as joined;

drop table link.told;
