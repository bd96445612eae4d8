import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import type { Workspace } from '../../storage/workspace.ts';
import { loadMapping } from '../reading/recognition/mapping.ts';
import { prepareKnowledge } from '../reading/recognition/recognise-sheet.ts';
import type { SourceDefinition } from '../reading/sources/source-definition.ts';
import { keptPath, type Receipt, receiptFolder } from '../receiving/receipt.ts';
import { readingFingerprint } from '../staging/fingerprint.ts';
import { type FileReading, noRows } from '../staging/reading-result.ts';
import { stageFile } from '../staging/stage-file.ts';

/** A received file with what reading it came to, and the folder its staged rows are in. */
export interface ReadFile {
  receipt: Receipt;
  reading: FileReading;
  folder: string;
  /** Read tonight, rather than on an earlier night. */
  isFresh: boolean;
}

/**
 * Consumes the received files; leaves beside each its typed rows, so that a file is read once and not again
 * until the way of reading changes. A file that cannot be used is refused with its reason; the others go on.
 */
export async function read(
  workspace: Workspace,
  receipts: readonly Receipt[],
  sources: readonly SourceDefinition[],
  onFile: (receipt: Receipt, position: number) => void,
): Promise<ReadFile[]> {
  const knowledge = prepareKnowledge(
    sources,
    loadMapping(existsSync(workspace.mapping) ? workspace.mapping : null, sources),
  );
  const fingerprint = readingFingerprint(workspace.mapping);
  const byName = new Map(sources.map((source) => [source.source, source]));
  const files: ReadFile[] = [];
  for (const [position, receipt] of receipts.entries()) {
    const folder = join(receiptFolder(workspace.received, receipt.hash), `reading-${fingerprint}`);
    const before = readingIn(folder);
    if (before) {
      files.push({ receipt, reading: before, folder, isFresh: false });
      continue;
    }
    onFile(receipt, position);
    const reading = await readOne(workspace, receipt, { knowledge, sources: byName }, folder);
    files.push({ receipt, reading, folder, isFresh: true });
  }
  return files;
}

async function readOne(
  workspace: Workspace,
  receipt: Receipt,
  how: Pick<Parameters<typeof stageFile>[1], 'knowledge' | 'sources'>,
  folder: string,
): Promise<FileReading> {
  const draft = `${folder}.draft`;
  for (const path of [draft, ...otherReadings(receiptFolder(workspace.received, receipt.hash))]) {
    rmSync(path, { recursive: true, force: true });
  }
  mkdirSync(draft, { recursive: true });
  const reading = await stageOrRefuse(workspace, receipt, how, draft);
  const { received, used, refused, ignored } = reading.counts;
  if (received !== used + refused + ignored) {
    throw new Error(`rows of ${receipt.hash} do not add up: ${received} ≠ ${used} + ${refused} + ${ignored}`);
  }
  writeFileAtomically(join(draft, 'reading.json'), JSON.stringify(reading));
  renameSync(draft, folder);
  return reading;
}

async function stageOrRefuse(
  workspace: Workspace,
  receipt: Receipt,
  how: Pick<Parameters<typeof stageFile>[1], 'knowledge' | 'sources'>,
  draft: string,
): Promise<FileReading> {
  const warehouse = await Warehouse.open(':memory:', { temp_directory: join(draft, 'spill') });
  try {
    const path = keptPath(workspace.received, receipt);
    return await stageFile(warehouse, { path, name: receipt.name, ...how }, draft);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      status: 'refused',
      code: error.code,
      zh: error.zh,
      en: error.en,
      sources: [],
      counts: noRows(),
      sheets: [],
      control_totals: [],
      format: '',
      encoding: null,
    };
  } finally {
    warehouse.close();
  }
}

function readingIn(folder: string): FileReading | null {
  const path = join(folder, 'reading.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as FileReading) : null;
}

/** Readings made by an older way of reading, and half-made ones. */
function otherReadings(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('reading-'))
    .map((name) => join(folder, name));
}
