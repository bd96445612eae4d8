-- Of somebody whom the register names twice the earliest row counts.
delete from canonical.registered_person
using (
    select
        person_id,
        min(record_id) as record_id
    from canonical.registered_person
    -- half a million people are told apart by a number each sooner than by what they are called
    where hash(person_id) in (
        select hash(person_id) as told_by
        from canonical.registered_person
        group by told_by
        having count(*) > 1
    )
    group by person_id
    having count(*) > 1
) as earliest
where registered_person.person_id = earliest.person_id and registered_person.record_id <> earliest.record_id;
