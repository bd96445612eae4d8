import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { CASEBOOK_COLUMNS, casebookText } from '../reads/casebook.ts';
import { buildMarts, martQueries } from './build-marts.ts';
import { emptyRows, type LedgerRows, ledgerColumns, sqlType } from './tables.ts';

/** Until whenever something may be dated. */
const EVER = '9999-12-31';

/** Where everything lies that was ever dated. */
const ALWAYS = {
  ...{ period: 'this', title: '至今', from_on: '0001-01-01', to_on: EVER },
  ...{ from_month: 101, to_month: 999912 },
};

/**
 * Some marts over the casebook as it is now, and `case_summary`, which all others are made from. No case is folded and no
 * build is read, so that this is had at once; what only its history tells of a case (days, outcome, the finding it is
 * counted under) is null here, and no mart that asks it may be wanted.
 */
export function buildCasebookMarts(
  ledger: Ledger,
  wanted: readonly string[],
  rows: LedgerRows = emptyRows(),
): Promise<Warehouse> {
  const names = new Set(['case_summary', ...wanted]);
  return buildMarts(
    { ...rows, period: [ALWAYS] },
    {
      queries: martQueries(names),
      fill: (warehouse) => fillCases(warehouse, casebookText(ledger)),
    },
  );
}

/** As one text from engine to engine: a hundred thousand cases pass in a quarter of the time that rows would take. */
async function fillCases(warehouse: Warehouse, text: string): Promise<void> {
  const types = new Map(ledgerColumns('case_at').map(({ name, type }) => [name, sqlType(type)]));
  const cells = CASEBOOK_COLUMNS.map((name, index) => `cell[${index + 1}]::${types.get(name)} as ${name}`);
  await warehouse.run(
    `insert into ledger.case_at by name
     select 'this' as period, 'closing' as edge, ${cells.join(', ')}
     from (select unnest(from_json($text, '[["VARCHAR"]]')) as cell)`,
    { text },
  );
}
