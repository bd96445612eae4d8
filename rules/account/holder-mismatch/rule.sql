-- Grain: one row per person and account whose holder's name is another person's.
with

run as (
    select as_of_month
    from parameter.run
)

select
    holder_name_check.person_id,
    holder_name_check.account_no as occurrence_key,
    cast(null as integer) as month,
    cast(null as bigint) as amount_fen,
    holder_name_check.line_id,
    cast(null as bigint) as counter_id,
    holder_name_check.match_strength,
    holder_name_check.account_no as fact_account_no,
    holder_name_check.holder_name as fact_holder_name
from canonical.holder_name_check as holder_name_check
cross join run
where
    not holder_name_check.is_variant
    and not exists (
        select 1
        from parameter.listed_guardian as listed_guardian
        where
            run.as_of_month between listed_guardian.valid_from and listed_guardian.valid_to
            and (
                listed_guardian.value = holder_name_check.holder_name
                -- as people write an account: 6217 0001 2345 678
                or replace(replace(listed_guardian.value, ' ', ''), '-', '') = holder_name_check.account_no
            )
    )
    -- under a number that cannot be, the same name on the same account is judged under the one that can
    and not exists (
        select 1
        from canonical.person as own
        inner join canonical.person as same_name on same_name.name = own.name and same_name.resident_id is not null
        inner join canonical.account_use as other_use on other_use.person_id = same_name.person_id
        where
            own.person_id = holder_name_check.person_id
            and own.resident_id is null
            and own.resident_id_raw is not null
            and other_use.account_no = holder_name_check.account_no
    )
    -- an institution is not another person
    and not exists (
        select 1
        from parameter.institution_word as institution_word
        where
            run.as_of_month between institution_word.valid_from and institution_word.valid_to
            and position(institution_word.value in holder_name_check.holder_name) > 0
    )
