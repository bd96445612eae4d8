import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../../core/errors.ts';
import type { ReadFile } from '../../reading/read-received.ts';
import { keptPath, loadReceipts, type Receipt, receiptFolder } from '../../reading/receiving/receipt.ts';
import { readingFingerprint } from '../../reading/staging/fingerprint.ts';
import { readInChildren } from '../../reading/staging/reading-children.ts';
import type { FileReading } from '../../reading/staging/reading-result.ts';
import { memoryOf } from '../../storage/memory.ts';
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
): Promise<TrialFiles> {
  const rosterHash = await hashOf(rosterPath);
  const counted = new Set(
    (await published.rows<{ hash: string }>('select hash from file')).map(({ hash }) => hash),
  );
  // a roster that has been received already is tried as what is about to be paid, not held against itself
  const receipts = loadReceipts(workspace.received).filter(
    ({ hash }) => counted.has(hash) && hash !== rosterHash,
  );
  const roster = trialReceipt(rosterPath, rosterHash, receipts);
  const fingerprint = readingFingerprint(workspace.mapping);
  const keptFolder = ({ hash }: Receipt): string =>
    join(receiptFolder(workspace.received, hash), `reading-${fingerprint}`);
  const isKept = (receipt: Receipt): boolean => existsSync(join(keptFolder(receipt), 'reading.json'));

  const known: ReadFile[] = receipts.filter(isKept).map((receipt) => ({
    receipt,
    folder: keptFolder(receipt),
    reading: JSON.parse(readFileSync(join(keptFolder(receipt), 'reading.json'), 'utf8')) as FileReading,
    isFresh: false,
  }));
  const unread = receipts.filter((receipt) => !isKept(receipt));
  const tasks = [...unread, roster].map((receipt) => {
    const folder = join(scratch, receipt.hash);
    mkdirSync(folder, { recursive: true });
    const path = receipt === roster ? rosterPath : keptPath(workspace.received, receipt);
    return { path, name: receipt.name, folder, bytes: receipt.bytes, receipt };
  });
  const mapping = existsSync(workspace.mapping) ? workspace.mapping : null;
  const byFolder = new Map(tasks.map((task) => [task.folder, task.receipt]));
  const fresh: ReadFile[] = [];
  await readInChildren(tasks, { mapping, memory: memoryOf(workspace.settings) }, ({ folder }, reading) => {
    const receipt = byFolder.get(folder);
    if (!receipt) throw new Error(`a reading came back for no file: ${folder}`);
    fresh.push({ receipt, reading, folder, isFresh: true });
  });
  const tried = fresh.find(({ receipt }) => receipt === roster);
  if (!tried) throw new Error('the roster on trial was not read');
  refuseOther(tried);
  return { files: [...known, ...fresh], roster: tried };
}

/** Newer than every received file, so that its month counts and not an earlier delivery of the same month. */
function trialReceipt(path: string, hash: string, receipts: readonly Receipt[]): Receipt {
  const { size, mtime } = statSync(path);
  const latest = receipts.map(({ received_at }) => received_at).sort();
  return {
    hash,
    sequence: Math.max(0, ...receipts.map(({ sequence }) => sequence)) + 1,
    name: basename(path),
    kept_as: basename(path),
    bytes: size,
    modified_at: `${[mtime.toISOString(), ...receipts.map(({ modified_at }) => modified_at)].sort().at(-1)}~`,
    received_at: `${latest.at(-1) ?? ''}~`,
  };
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

async function hashOf(path: string): Promise<string> {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new Refusal('precheck-no-file', `找不到花名册文件：${path}`, `There is no roster file at ${path}`);
  }
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}
