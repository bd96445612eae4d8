import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFindingsWorkbook } from '../../reports/morning/findings-workbook.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { printNight } from '../print-night.ts';
import { describeBatches } from './describe-batches.ts';
import { describeHeld } from './describe-held.ts';

/** Consumes the finished build; leaves tonight's papers under `reports/<date>/` and returns their paths. */
export async function writeReports(
  warehouse: Warehouse,
  workspace: Workspace,
  summary: NightSummary,
): Promise<string[]> {
  const folder = join(workspace.reports, summary.as_of);
  mkdirSync(folder, { recursive: true });
  const workbook = join(folder, '疑点清单.xlsx');
  await writeFindingsWorkbook(warehouse, workbook);
  const text = join(folder, '核对摘要.txt');
  writeFileAtomically(
    text,
    `${[...printNight(summary), ...describeBatches(summary.batches), ...describeHeld(summary.held)].join('\n')}\n`,
  );
  return [workbook, text, join(folder, 'night.json')];
}
