import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { sha256Hex } from '../../../../core/hash.ts';
import type { nightDifference } from '../../../contract/night-difference.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import type { FileAnswer } from '../../implement.ts';

/** Findings that are listed; the counts are of all. */
const SHOWN = 300;

type Told = Omit<z.input<(typeof nightDifference.diff)['answer']>, 'all'>;

interface Chosen {
  earlier: number;
  later: number;
}

export async function keptNights(desk: Desk): Promise<{ nights: { run: number; as_of: string }[] }> {
  return runVerb(desk.workspace.home, ['nights', 'list']);
}

export async function diffNights(desk: Desk, chosen: Chosen): Promise<Told & { all: number }> {
  const { findings, ...told } = await runVerb<Told>(desk.workspace.home, [
    'nights',
    'diff',
    ...named(chosen),
  ]);
  return { ...told, all: findings.length, findings: findings.slice(0, SHOWN) };
}

export async function differenceFile(asking: Asking, chosen: Chosen, reason: string): Promise<FileAnswer> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hedui-difference-'));
  const out = join(folder.path, 'difference.xlsx');
  const { findings } = await runVerb<Told>(asking.desk.workspace.home, [
    ...(['nights', 'diff'] as const),
    ...named(chosen),
    ...['--out', out],
  ]);
  const content = new Uint8Array(readFileSync(out));
  asking.letOut({
    kind: 'DataExported',
    subject: 'nights-diff',
    detail: { ...chosen, reason, format: 'xlsx', rows: findings.length, hash: sha256Hex(content) },
  });
  return { name: `两夜对照-${chosen.earlier}-${chosen.later}.xlsx`, content };
}

const named = ({ earlier, later }: Chosen): string[] => [String(earlier), String(later)];
