/** Everybody whom the build knows, those whom the household register alone tells of among them, in the columns of `canonical.person`. */
export const EVERYBODY = `(
    select person_id, resident_id, resident_id_raw, name, born_on, sex, township, village, is_payee from canonical.person
    union all
    select person_id, resident_id, resident_id, coalesce(name, ''), born_on,
        case when cast(substr(resident_id, 17, 1) as integer) % 2 = 1 then 'male' else 'female' end, township, village, false
    from canonical.registered_person
    where person_id not in (select person_id from canonical.person))`;
