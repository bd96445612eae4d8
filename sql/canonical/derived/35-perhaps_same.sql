-- Grain: one row per person and other person who may be the same one: at least one of them stands in a list without a number
-- that can be, and they share the name or an account. It accuses nobody and links nothing: whatever speaks from absence (money
-- is owed, nobody is on the list) asks here first, and is silent where the other one's row may be the missing one.
-- A name is compared without what people put beside or into it.
with

named as (
    -- many people share a name: each is looked at once
    select name, translate(name, ' 　·•．.,，、-－_/*＊?？#()（）[]【】0123456789０１２３４５６７８９', '') as plain_name
    from (select distinct name from canonical.person) as written
),

unnumbered as (
    select person.person_id, named.plain_name
    from canonical.person as person
    inner join named on named.name = person.name
    where person.resident_id is null and named.plain_name <> ''
),

pair as (
    select unnumbered.person_id, person.person_id as other_person_id
    from unnumbered
    inner join named on named.plain_name = unnumbered.plain_name
    inner join canonical.person as person on person.name = named.name

    union

    select unnumbered.person_id, others.person_id
    from unnumbered
    inner join canonical.identity_use as own on own.person_id = unnumbered.person_id
    inner join canonical.identity_use as others on others.account_no = own.account_no

    union

    select unnumbered.person_id, others.person_id
    from unnumbered
    inner join canonical.account_use as own on own.person_id = unnumbered.person_id
    inner join canonical.account_use as others on others.account_no = own.account_no
)

select person_id, other_person_id
from pair
where person_id <> other_person_id

union

select other_person_id, person_id
from pair
where person_id <> other_person_id
