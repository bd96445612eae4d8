import { existsSync, statSync } from 'node:fs';
import { Refusal } from '../../core/errors.ts';
import type { KeptReadings, ReadFile } from '../../reading/kept-readings.ts';
import { readAside, receiptOnTrial } from '../../reading/read-aside.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { hashOfFile } from '../../storage/folder-seal.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';

export const ROSTER_SOURCE = 'payout-roster';

/** The files of the published build and, behind them, the roster on trial. */
export interface TrialFiles {
  files: ReadFile[];
  roster: ReadFile;
}

/**
 * Reads the roster beside the files that the published build was made of. Readings that the last night kept are used
 * where they are; what has to be read is read into `scratch`, so that the workspace stays as it is.
 */
export async function readTrialFiles(
  workspace: Workspace,
  published: Warehouse,
  rosterPath: string,
  scratch: string,
  /** How the office has the columns of its files read. */
  kept: KeptReadings,
): Promise<TrialFiles> {
  const rosterHash = hashOf(rosterPath);
  const counted = new Set(
    (await published.rows<{ hash: string }>('select hash from file')).map(({ hash }) => hash),
  );
  // a roster that has been received already is tried as what is about to be paid, not held against itself
  const receipts = loadReceipts(workspace.received).filter(
    ({ hash }) => counted.has(hash) && hash !== rosterHash,
  );
  const roster = receiptOnTrial({ path: rosterPath, hash: rosterHash }, receipts);
  const onTrial = { receipt: roster, path: rosterPath, isStillToBePaid: true };
  const files = await readAside(workspace, receipts, kept, scratch, [onTrial]);
  const tried = files.find(({ receipt }) => receipt === roster);
  if (!tried) throw new Error('the roster on trial was not read');
  refuseOther(tried);
  return { files, roster: tried };
}

function refuseOther({ receipt, reading }: ReadFile): void {
  if (reading.status === 'refused') throw new Refusal(reading.code ?? 'unreadable', reading.zh, reading.en);
  if (reading.sources.includes(ROSTER_SOURCE)) return;
  const found = reading.sources.join(', ');
  throw new Refusal(
    'precheck-no-roster',
    `“${receipt.name}”不是待遇发放花名册（认作：${found}）。请换成将要报送银行的花名册。`,
    `"${receipt.name}" is not a payout roster (it was taken for: ${found}). Give the roster that will go to the bank.`,
  );
}

function hashOf(path: string): string {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new Refusal('precheck-no-file', `找不到花名册文件：${path}`, `There is no roster file at ${path}`);
  }
  return hashOfFile(path);
}
