import type { z } from 'zod';
import type { nightDifference } from '../../../contract/night-difference.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import { letOutWorkbook, workbookOfVerb } from '../../export-file.ts';
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
  const { findings, ...told } = await runVerb<Told>(desk.workspace.home, wordsFor(chosen));
  return { ...told, all: findings.length, findings: findings.slice(0, SHOWN) };
}

export async function differenceFile(asking: Asking, chosen: Chosen, reason: string): Promise<FileAnswer> {
  const { told, content } = await workbookOfVerb<Told>(asking.desk.workspace.home, wordsFor(chosen));
  return letOutWorkbook(asking, {
    subject: 'nights-diff',
    detail: { ...chosen, reason },
    rows: told.findings.length,
    name: `两夜对照-${chosen.earlier}-${chosen.later}.xlsx`,
    content,
  });
}

function wordsFor({ earlier, later }: Chosen): ['nights', ...string[]] {
  return ['nights', 'diff', String(earlier), String(later)];
}
