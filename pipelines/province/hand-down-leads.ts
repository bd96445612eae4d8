import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Leaving } from '../../casework/exits/let-out.ts';
import type { Office } from '../../casework/office.ts';
import { batchesToMake, enterHandedDown } from '../../casework/province/hand-down.ts';
import type { HandedDownBatch } from '../../casework/province/handed-down.ts';
import type { User } from '../../casework/roles.ts';
import { Refusal } from '../../core/errors.ts';
import { writeBatchTable } from '../../reports/province/batch-table.ts';
import { explainDiskFull } from '../../storage/disk-full.ts';
import { hashOfFile } from '../../storage/folder-seal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import type { ProvinceResult } from './run-province.ts';

export interface HandedDown {
  batches: { batch_id: string; county: string; items: number; again: number; path: string }[];
  /** Leads that a county is still looking into, or has answered on the same evidence. */
  not_asked: number;
}

/**
 * Makes of what was found the batches that are due, one table per county below `documents/` of the province's workspace, and enters
 * them with the hash of each table: all together, once every table is written.
 */
export async function handDownLeads(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string; letOut: (leaving: Leaving) => void },
  { result, reply_due_on }: { result: ProvinceResult; reply_due_on: string },
): Promise<HandedDown> {
  const { leads } = result;
  const counties = new Map(result.counties.map(({ code, name }) => [code, name]));
  const asked = leads.map(({ lines: _lines, ...lead }) => lead);
  const due = batchesToMake(ledger, office, by, { leads: asked, counties, reply_due_on });
  const items = due.reduce((sum, batch) => sum + batch.items.length, 0);
  if (items > 0)
    by.letOut({
      kind: 'DataExported',
      subject: 'province-batches',
      detail: { batches: due.length, rows: items },
    });
  const folder = join(workspaceAt(office.home).documents, 'province');
  const made: (HandedDownBatch & { path: string })[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const batch of due) {
      const file = `${batch.batch_id}-${batch.county.name}.xlsx`;
      const path = join(folder, file);
      await writeBatchTable(path, batch);
      made.push({ ...batch, file, sha256: hashOfFile(path), path });
    }
    enterHandedDown(
      ledger,
      office,
      by,
      made.map(({ path: _path, ...batch }) => batch),
    );
  } catch (error) {
    for (const { path } of made) rmSync(path, { force: true });
    throw explainDiskFull(error, () => handedDownOnFullDisk(folder));
  }
  return {
    batches: made.map(({ batch_id, county, items: some, path }) => ({
      ...{ batch_id, county: county.name, items: some.length, path },
      again: some.filter(({ asked_in }) => asked_in !== null).length,
    })),
    not_asked: leads.length - items,
  };
}

function handedDownOnFullDisk(folder: string): Refusal {
  return new Refusal(
    'disk-full',
    `磁盘已满，没有下发任何批次：${folder}。请腾出空间后再运行；批次号没有用掉。`,
    `The disk is full and no batch was handed down: ${folder}. Free some space and run again; no number was used.`,
  );
}
