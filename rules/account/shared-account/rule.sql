-- Grain: one row per person and account that several people draw on, and other person shown beside them.
with

account_use as (
    -- one row per account and person
    select account_no, person_id, line_id, holder_name, household_no, match_strength
    from canonical.account_use as own_use
    -- the same name on the same account under a number that cannot be is no further person
    where not exists (
        select 1
        from canonical.person as own
        inner join canonical.person as same_name on same_name.name = own.name and same_name.resident_id is not null
        inner join canonical.account_use as other_use on other_use.person_id = same_name.person_id
        where
            own.person_id = own_use.person_id
            and own.resident_id is null
            and own.resident_id_raw is not null
            and other_use.account_no = own_use.account_no
    )
),

crowd as (
    select
        account_use.account_no,
        count(distinct account_use.person_id) as people_count,
        -- people of unknown household are not one household
        count(distinct coalesce(account_use.household_no, 'of ' || account_use.person_id)) as household_count
    from account_use
    group by account_use.account_no
),

run as (
    select as_of_month
    from parameter.run
),

suspect_account as (
    select crowd.account_no, crowd.people_count
    from crowd
    cross join run
    inner join parameter.shared_account_people as least_people
        on run.as_of_month between least_people.valid_from and least_people.valid_to
    where
        crowd.people_count >= least_people.value
        and crowd.household_count > 1
        and not exists (
            select 1
            from parameter.shared_account_allowed as allowed
            where
                -- as people write an account: 6217 0001 2345 678
                replace(replace(allowed.value, ' ', ''), '-', '') = crowd.account_no
                and run.as_of_month between allowed.valid_from and allowed.valid_to
        )
        -- an institution that keeps people on public support draws for all of them
        and not exists (
            select 1
            from account_use
            inner join parameter.institution_word as institution_word
                on position(institution_word.value in account_use.holder_name) > 0
            where
                account_use.account_no = crowd.account_no
                and run.as_of_month between institution_word.valid_from and institution_word.valid_to
        )
),

user_of_account as (
    select
        account_use.account_no,
        account_use.person_id,
        account_use.line_id,
        account_use.match_strength,
        suspect_account.people_count,
        row_number() over (partition by account_use.account_no order by account_use.person_id) as place
    from account_use
    inner join suspect_account on suspect_account.account_no = account_use.account_no
)

select
    user_of_account.person_id,
    user_of_account.account_no as occurrence_key,
    cast(null as integer) as month,
    cast(null as bigint) as amount_fen,
    user_of_account.line_id,
    cast(floor(shown_user.line_id / 100) as bigint) as counter_id,
    user_of_account.match_strength,
    user_of_account.account_no as fact_account_no,
    user_of_account.people_count as fact_people_count
from user_of_account
-- three of the others are shown as evidence: an account with a thousand users must not make a million rows
inner join user_of_account as shown_user
    on
        shown_user.account_no = user_of_account.account_no
        and shown_user.person_id <> user_of_account.person_id
        and shown_user.place <= 4
