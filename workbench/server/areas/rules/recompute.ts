import type { z } from 'zod';
import type { recompute } from '../../../contract/recompute.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import { letOutWorkbook, workbookOfVerb } from '../../export-file.ts';
import type { FileAnswer } from '../../implement.ts';

const TOUCHED = ['recompute', 'touched'] as const;

type Told = z.input<(typeof recompute.touched)['answer']>;

/** The engine that asks rules again stands with the command line; it runs in a process of its own. */
export function readTouched({ workspace }: Desk): Promise<Told> {
  return runVerb<Told>(workspace.home, TOUCHED);
}

export async function touchedFile(asking: Asking, reason: string): Promise<FileAnswer> {
  const { told, content } = await workbookOfVerb<Told>(asking.desk.workspace.home, TOUCHED);
  return letOutWorkbook(asking, {
    subject: 'recomputed-cases',
    detail: { reason },
    rows: told.cases.length,
    of: told.cases.map(({ case_id }) => case_id),
    name: `受影响的案件-${told.as_of}.xlsx`,
    content,
  });
}

export function readCaseOnDay(
  { workspace }: Desk,
  caseId: string,
  day: string,
): Promise<z.input<(typeof recompute.onDay)['answer']>> {
  return runVerb(workspace.home, ['recompute', 'case', caseId, '--day', day]);
}
