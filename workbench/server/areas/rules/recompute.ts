import type { z } from 'zod';
import type { recompute } from '../../../contract/recompute.ts';
import type { TriedValues } from '../../../contract/rules.ts';
import { runVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import { letOutWorkbook, workbookOfVerb } from '../../export-file.ts';
import type { FileAnswer } from '../../implement.ts';
import { settingWords } from './try-rule.ts';

const TOUCHED = ['recompute', 'touched'] as const;

type Told = z.input<(typeof recompute.touched)['answer']>;

/** The engine that asks rules again stands with the command line; it runs in a process of its own. */
export function readTouched({ workspace }: Desk): Promise<Told> {
  return runVerb<Told>(workspace.home, TOUCHED);
}

interface Tried {
  rule_id: string;
  changes: TriedValues;
}

const asIf = ({ rule_id, changes }: Tried): string[] => ['--rule', rule_id, ...settingWords(changes)];

export function readTouchedIf({ workspace }: Desk, tried: Tried): Promise<Told> {
  return runVerb<Told>(workspace.home, [...TOUCHED, ...asIf(tried)]);
}

export async function touchedFile(
  asking: Asking,
  { reason, tried }: { reason: string; tried?: Tried | undefined },
): Promise<FileAnswer> {
  const words = [...TOUCHED, ...(tried === undefined ? [] : asIf(tried))] as const;
  const { told, content } = await workbookOfVerb<Told>(asking.desk.workspace.home, words);
  return letOutWorkbook(asking, {
    subject: 'recomputed-cases',
    detail: { reason, ...(tried === undefined ? {} : { tried: settingWords(tried.changes).join(' ') }) },
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
