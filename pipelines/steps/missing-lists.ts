import type { Warehouse } from '../../storage/warehouse/database.ts';

/**
 * Consumes the people whom a list should name and the townships for which lists came; leaves `result.missing_list`: townships of
 * which no list of certifications has arrived for the latest closed window, and none of contributions paid on behalf for the
 * latest year that is over. The rules are silent there, and the morning says so.
 */
export async function findMissingLists(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create or replace table result.missing_list as
    with latest as (
        select max(calendar_month.month) as month
        from canonical.calendar_month as calendar_month
        inner join parameter.certification_window as certification_window
            on certification_window.value = calendar_month.month - calendar_month.year * 100
                and calendar_month.month between certification_window.valid_from and certification_window.valid_to
        inner join parameter.certification_grace_days as grace
            on calendar_month.month between grace.valid_from and grace.valid_to
        cross join parameter.run as run
        where calendar_month.last_on + cast(grace.value as integer) <= run.as_of
    ),
    -- where no list of contributions paid on behalf came at all the rule says so itself
    behalf as (
        select max(behalf_township.year) as year
        from canonical.behalf_township as behalf_township
        cross join parameter.run as run
        where run.as_of_month >= behalf_township.year * 100 + 12
    )
    select 'certification' as list, latest.month as period, coalesce(person.township, '（未写明）') as township, count(*) as people
    from canonical.beneficiary as beneficiary
    inner join canonical.person as person on person.person_id = beneficiary.person_id
    cross join latest
    where beneficiary.last_settled_month > latest.month
        and not exists (
            select 1 from canonical.certified_township as certified_township
            where certified_township.month >= latest.month and certified_township.township in ('', person.township))
    group by all

    union all

    select 'paid-on-behalf', behalf.year, coalesce(person.township, '（未写明）'), count(distinct person.person_id)
    from canonical.entitlement_record as entitlement_record
    inner join canonical.person as person on person.person_id = entitlement_record.person_id
    cross join behalf
    where coalesce(entitlement_record.valid_from_month, 0) <= behalf.year * 100 + 12
        and coalesce(entitlement_record.valid_to_month, 209912) >= behalf.year * 100 + 12
        and behalf.year - extract(year from person.born_on) between 17 and 59
        and not exists (
            select 1 from canonical.behalf_township as behalf_township
            where behalf_township.year = behalf.year and behalf_township.township = coalesce(person.township, ''))
    group by all`);
}
