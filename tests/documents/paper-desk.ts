import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import { businessDay } from '../../casework/business-day.ts';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { paperSources } from '../../casework/documents/issued-paper.ts';
import { type FilledNotice, fillTemplate } from '../../reports/notices/fill.ts';
import { bytesOf, handOut } from '../../reports/notices/hand-out.ts';
import { findKind } from '../../reports/notices/kinds.ts';
import type { Letterhead } from '../../reports/notices/letterhead.ts';
import type { NoticeJob } from '../../reports/notices/make-notice.ts';
import type { ServedPaper } from '../../reports/notices/notice-parts.ts';
import { prepareNotice } from '../../reports/notices/prepare-notice.ts';
import { loadTemplate, type NoticeTemplate } from '../../reports/notices/template.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import type { SampleOffice } from '../support/sample-office.ts';
import { LETTERHEAD, RULES } from './worked-case.ts';

/** What a test may wish otherwise of a paper: the day it is made on, whom it is about, the letterhead, a PDF beside it. */
interface Wishes {
  today?: string;
  about?: string | null;
  letterhead?: Letterhead;
  withPdf?: boolean;
  serving?: ServedPaper | undefined;
}

/** Says in the settings of an office who it is. */
export function settleLetterhead({ home }: SampleOffice): void {
  writeFileAtomically(join(home, 'hedui.yaml'), stringify({ documents: LETTERHEAD }));
}

/** Where `li` makes and hands out papers. */
export function deskOf({ ledger, office }: SampleOffice) {
  return { ledger, office, letterhead: LETTERHEAD, by: { user: 'li', via: 'test' } };
}

export function caseOf({ ledger }: SampleOffice, caseId: string): CaseState {
  const state = loadCase(ledger, caseId);
  if (state === null) throw new Error(`no case ${caseId}`);
  return state;
}

export async function preparePaper(
  sample: SampleOffice,
  kindName: string,
  state: CaseState,
  wishes: Wishes = {},
): Promise<{ job: NoticeJob; template: NoticeTemplate }> {
  const {
    today = sample.clock.at.slice(0, 10),
    about = null,
    letterhead = LETTERHEAD,
    withPdf = false,
    serving,
  } = wishes;
  const kind = findKind(kindName);
  const template = await loadTemplate(kind, undefined);
  const job = prepareNotice({
    ...{ template, letterhead, clocks: sample.office.clocks, rules: RULES, today, withPdf },
    ...paperSources(sample.ledger, state, kind, today, about),
    folder: workspaceAt(sample.home).documents,
    serving,
  });
  return { job, template };
}

/** The paper as it would be printed, without anything being handed out. */
export async function fillPaper(...asked: Parameters<typeof preparePaper>): Promise<FilledNotice> {
  const { job, template } = await preparePaper(...asked);
  return fillTemplate(template, job.data);
}

/** Hands out a paper that was prepared; its bytes as they are kept. */
export async function handOutPaper(
  sample: SampleOffice,
  job: NoticeJob,
  format: 'docx' | 'pdf' = 'docx',
): Promise<Buffer> {
  const desk = deskOf(sample);
  expect((await handOut(desk, [job])).refused).toEqual([]);
  return bytesOf(desk, job, format);
}

/** Where copies of the papers of this year are laid out for people. */
export const yearFolder = ({ home }: SampleOffice): string =>
  join(workspaceAt(home).documents, businessDay(new Date().toISOString()).slice(0, 4));

export function laidOut(sample: SampleOffice): string[] {
  const folder = yearFolder(sample);
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The running numbers of papers, in order, from their document numbers. */
export const runningNumbers = (documentNumbers: readonly string[]): number[] =>
  documentNumbers.map((number) => Number(/(\d+)号$/.exec(number)?.[1])).toSorted((one, other) => one - other);
