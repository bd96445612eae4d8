import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { sha256Hex } from '../../../../core/hash.ts';
import type { recompute } from '../../../contract/recompute.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';

type Told = z.input<(typeof recompute.touched)['answer']>;

/** The engine that asks rules again stands with the command line; it runs in a process of its own. */
export function readTouched({ workspace }: Desk): Promise<Told> {
  return runVerb<Told>(workspace.home, ['recompute', 'touched']);
}

export async function touchedFile(asking: Asking, reason: string): Promise<FileAnswer> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-touched-'));
  const out = join(folder.path, 'touched.xlsx');
  const { as_of, cases } = await runVerb<Told>(asking.desk.workspace.home, [
    'recompute',
    'touched',
    '--out',
    out,
  ]);
  const content = new Uint8Array(readFileSync(out));
  asking.letOut({
    kind: 'DataExported',
    subject: 'recomputed-cases',
    detail: { reason, format: 'xlsx', rows: cases.length, hash: sha256Hex(content) },
    of: cases.map(({ case_id }) => case_id),
  });
  return { name: `受影响的案件-${as_of}.xlsx`, content };
}

export function readCaseOnDay(
  { workspace }: Desk,
  caseId: string,
  day: string,
): Promise<z.input<(typeof recompute.onDay)['answer']>> {
  return runVerb(workspace.home, ['recompute', 'case', caseId, '--day', day]);
}
