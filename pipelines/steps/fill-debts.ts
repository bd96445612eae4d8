import type { OpenDebt } from '../../casework/reads/money/open-debts.ts';
import { monthOf } from '../../core/month.ts';
import { BIGINT, ColumnWriter, INTEGER, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';

/** Puts what the ledger says is owed beside the payments, in place of what an earlier night knew of it. */
export async function fillDebts(warehouse: Warehouse, debts: readonly OpenDebt[]): Promise<void> {
  await warehouse.run('delete from canonical.open_debt');
  if (debts.length === 0) return;
  await warehouse.run(
    'create or replace temp table told_debt (case_id varchar, person_id varchar, since_on varchar, since_month integer, debt_fen bigint)',
  );
  const writer = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR, INTEGER, BIGINT]);
  for (const { case_id, person_id, since_on, debt_fen } of debts)
    writer.add(case_id, person_id, since_on, monthOf(since_on), BigInt(debt_fen));
  await warehouse.appendColumns(null, 'told_debt', writer);
  await warehouse.run(
    'insert into canonical.open_debt select case_id, person_id, cast(since_on as date), since_month, debt_fen from told_debt',
  );
}
