-- Grain: one row per person of fifteen and over whom the register keeps as registered, known to other lists or not.
with

told as (
    select
        *,
        make_date(
            cast(substr(resident_id, 7, 4) as integer),
            cast(substr(resident_id, 11, 2) as integer),
            cast(substr(resident_id, 13, 2) as integer)
        ) as number_born_on
    from staged.household_register
    where resident_id is not null
)

select
    row_id as record_id,
    person_id,
    resident_id,
    coalesce(name_raw, name) as name,
    number_born_on as born_on,
    township,
    village,
    match_strength
from told
where
    coalesce(state_means, 'standing') = 'standing'
    and cancel_kind_means is null
    and cancelled_on_month is null
    and died_on_month is null
    and cast(extract(year from number_born_on) as integer) <= complete_month // 100 - 15
    and exists (select 1 from staged_row.insured_roster)
