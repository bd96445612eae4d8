import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { queriesOf } from './source-queries.ts';

/** Tables of single payments, of which rules ask for which months a list came: see `listed_month`. */
const LISTED_BY_MONTH: ReadonlySet<string> = new Set(['funeral_grant', 'account_refund']);

/** Puts down of which months a list came that names nobody: without it nobody would know that there was nobody to name. */
export async function fillEmpty(warehouse: Warehouse, sources: readonly SourceDefinition[]): Promise<void> {
  const tables = sources.flatMap(({ source }) =>
    queriesOf(source)
      .filter(({ table }) => LISTED_BY_MONTH.has(table))
      .map(({ table }) => `(${quoteText(source)}, ${quoteText(table)})`),
  );
  if (tables.length === 0) return;
  await warehouse.run(`
    insert into canonical.empty_list
    select distinct file_no, fed.source, fed.table_name, titled_first_month, titled_last_month, township_of_nobody
    from file_complete
    inner join file_sheet using (file_no)
    inner join (values ${tables.join(', ')}) as fed (source, table_name) on fed.source = file_sheet.source
    where township_of_nobody is not null and titled_first_month is not null`);
}

/** A list for a month that nobody was on has come as others have. */
export async function coverEmpty(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    insert into canonical.source_coverage
    select source, 0, false, false, min(first_month), max(last_month)
    from canonical.empty_list
    where source not in (select source from canonical.source_coverage)
    group by source`);
}
