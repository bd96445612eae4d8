import type { Warehouse } from '../../storage/warehouse/database.ts';

/**
 * Consumes the beneficiaries and the townships for which lists of certifications came; leaves `result.missing_list`, the
 * townships of which none has arrived for the latest closed window: the rules are silent there, and the morning says so.
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
    )
    select latest.month, coalesce(person.township, '（未写明）') as township, count(*) as people
    from canonical.beneficiary as beneficiary
    inner join canonical.person as person on person.person_id = beneficiary.person_id
    cross join latest
    where beneficiary.last_settled_month > latest.month
        and not exists (
            select 1 from canonical.certified_township as certified_township
            where certified_township.month >= latest.month and certified_township.township in ('', person.township))
    group by all`);
}
