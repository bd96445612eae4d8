import { monthOf } from '../../core/month.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { batchesAt } from '../history/sources.ts';
import { caseMoneyLines } from '../reads/cases/casebook.ts';
import { listMatchedLines } from '../reads/money/statement-lines.ts';
import { listExplanations } from '../tie-out/explanations.ts';
import { buildMarts, loadRows, martQueries } from './build-marts.ts';
import { type Edge, fillDays, listOpenedThen, takeDays } from './fill-days.ts';
import { fillLines } from './fill-lines.ts';
import { dayBefore, type Period, periodBefore, periodTitle, yearBefore } from './period.ts';
import { sourceRows } from './source-rows.ts';
import { emptyRows, type LedgerRow, ledgerColumns } from './tables.ts';

/** Every mart over a period and those it is compared with, of all that the ledger and a published build say of it. */
export function buildLedgerMarts(
  ledger: Ledger,
  build: string,
  period: Period,
  sourceTitles: ReadonlyMap<string, string> = new Map(),
): Promise<Warehouse> {
  const periods = Object.entries({
    this: period,
    before: periodBefore(period),
    year_before: yearBefore(period),
  });
  const rows = {
    ...emptyRows(),
    period: periods.map(([name, one]) => periodRow(name, one)),
    bank_line: listMatchedLines(ledger),
    tie_out_explained: listExplanations(ledger),
    source_title: [...sourceTitles].map(([source, title]) => ({ source, title })),
  };
  const edges = periods.flatMap(([name, { from, to }]): Edge[] => [
    { period: name, edge: 'closing', on: to },
    { period: name, edge: 'opening', on: dayBefore(from) },
  ]);
  return buildMarts(rows, {
    build,
    fill: async (warehouse) => {
      await fillLines(warehouse, 'ledger.casebook', ledgerColumns('casebook'), caseMoneyLines(ledger));
      await fillCases(warehouse, ledger, edges, period.to);
    },
  });
}

/** Where everything lies that was ever dated. */
const EVER = '9999-12-31';
const ALWAYS = {
  ...{ period: 'this', title: '至今', from_on: '0001-01-01', to_on: EVER },
  ...{ from_month: 101, to_month: 999912 },
};

/** Some marts over the cases as they are now, with `case_summary`, which all others are made from; no build is read. */
export function buildCaseMarts(ledger: Ledger, wanted: readonly string[]): Promise<Warehouse> {
  const edges: Edge[] = [{ period: 'this', edge: 'closing', on: EVER }];
  return buildMarts(
    { ...emptyRows(), period: [ALWAYS] },
    {
      queries: martQueries(new Set(['case_summary', ...wanted])),
      fill: (warehouse) => fillCases(warehouse, ledger, edges, EVER),
    },
  );
}

async function fillCases(
  warehouse: Warehouse,
  ledger: Ledger,
  edges: readonly Edge[],
  until: string,
): Promise<void> {
  await takeDays(warehouse, ledger, until);
  await fillDays(warehouse, edges);
  await loadRows(warehouse, sourceRows(batchesAt(ledger, until), await listOpenedThen(warehouse)));
  await warehouse.run('drop schema day cascade');
}

function periodRow(name: string, period: Period): LedgerRow<'period'> {
  const { from, to } = period;
  return {
    period: name,
    title: periodTitle(period),
    from_on: from,
    to_on: to,
    from_month: monthOf(from),
    to_month: monthOf(to),
  };
}
