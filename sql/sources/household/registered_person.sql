-- Grain: one row per person of fifteen and over whom the register keeps as registered, known to other lists or not.
with

told as (
    select
        *,
        cast(substr(resident_id, 7, 8) as integer) as born
    from staged.household_register
    where resident_id is not null
)

select
    row_id as record_id,
    person_id,
    resident_id,
    coalesce(name_raw, name) as name,
    make_date(born // 10000, born // 100 % 100, born % 100) as born_on,
    township,
    village,
    match_strength
from told
where
    coalesce(state_means, 'standing') = 'standing'
    and cancel_kind_means is null
    and cancelled_on_month is null
    and died_on_month is null
    and born // 10000 <= complete_month // 100 - 15
    and exists (select 1 from staged_row.insured_roster)
