-- Grain: one row per allowance paid to somebody on no list of grade one or two, or for a month after death.
with

allowance as (
    select
        paid.record_id,
        paid.person_id,
        paid.month,
        kept.amount_fen,
        paid.is_arrears,
        paid.arrears_from,
        paid.arrears_to,
        paid.arrears_month_count,
        paid.match_strength
    from canonical.disability_allowance as paid
    inner join canonical.kept_payment as kept on kept.table_name = 'disability_allowance' and kept.line_id = paid.record_id
),

death as (
    select record_id, person_id, died_on, died_month, match_strength
    from canonical.death
),

listed_township as (
    -- townships of which the list of the disabled names anybody: of the others it says nothing
    select distinct coalesce(person.township, '') as township
    from canonical.entitlement_record as entitlement_record
    inner join canonical.person as person on person.person_id = entitlement_record.person_id
    where entitlement_record.kind in ('severe-disability', 'moderate-disability')
),

county_list as (
    select count(*) as township_count
    from listed_township
    having count(*) > 2 and min(township) = ''
),

judged as (
    select
        allowance.record_id,
        allowance.person_id,
        allowance.month,
        allowance.amount_fen,
        -- of several months that one line states, those after the death
        case
            when allowance.arrears_from <= death.died_month and allowance.arrears_to > death.died_month
                then cast(
                    floor(
                        allowance.amount_fen * (last_month.month_no - died.month_no)
                        / (1.0 * (last_month.month_no - first_month.month_no + 1))
                    ) as bigint
                )
            else allowance.amount_fen
        end as after_death_fen,
        allowance.match_strength as own_strength,
        death.record_id as death_id,
        death.died_on,
        death.died_month,
        death.match_strength as death_strength,
        case
            when death.died_month is null or allowance.month <= death.died_month then 0
            -- what is for months before the death is due; what says no months may be for those
            when
                (allowance.is_arrears or allowance.arrears_to is not null or coalesce(allowance.arrears_month_count, 1) > 1)
                and coalesce(allowance.arrears_to, 0) <= death.died_month
                then 0
            else 1
        end as was_dead,
        case
            when exists (
                select 1
                from canonical.entitlement_record as entitlement_record
                where
                    entitlement_record.person_id = allowance.person_id and entitlement_record.kind = 'severe-disability'
                    and coalesce(entitlement_record.valid_to_month, 209912) >= allowance.month
            ) then 1
            -- an entry of somebody who may be the same, or that nobody has explained yet, may be the one
            when exists (
                select 1
                from canonical.perhaps_same as perhaps
                inner join canonical.entitlement_record as entitlement_record
                    on entitlement_record.person_id = perhaps.other_person_id
                where perhaps.person_id = allowance.person_id and entitlement_record.kind = 'severe-disability'
            ) then 1
            when exists (
                select 1
                from canonical.held_row as held_row
                where
                    held_row.person_id = allowance.person_id
                    -- or what may have been taken back
                    and held_row.table_name in ('entitlement_record', 'disability_allowance')
            ) then 1
            when exists (
                select 1
                from listed_township
                where listed_township.township = coalesce(person.township, '')
            ) then 0
            -- a list without townships is the county's where its people come from several
            when exists (select 1 from county_list) then 0
            else 1
        end as is_listed
    from allowance
    left join canonical.person as person on person.person_id = allowance.person_id
    left join death on death.person_id = allowance.person_id
    left join canonical.calendar_month as died on died.month = death.died_month
    left join canonical.calendar_month as first_month on first_month.month = allowance.arrears_from
    left join canonical.calendar_month as last_month on last_month.month = allowance.arrears_to
)

select
    person_id,
    case when was_dead = 1 then 'after-death' else 'not-listed' end as occurrence_key,
    month,
    case when was_dead = 1 then after_death_fen else amount_fen end as amount_fen,
    record_id as line_id,
    case when was_dead = 1 then death_id end as counter_id,
    case
        when own_strength = 'possible' or (was_dead = 1 and death_strength = 'possible') then 'possible'
        when own_strength = 'probable' or (was_dead = 1 and death_strength = 'probable') then 'probable'
        else 'confirmed'
    end as match_strength,
    was_dead = 1 as fact_was_dead,
    case when was_dead = 1 then died_on end as fact_died_on,
    case when was_dead = 1 then died_month end as fact_died_month
from judged
where was_dead = 1 or is_listed = 0
