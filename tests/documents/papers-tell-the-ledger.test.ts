import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase, loadCaseEvents } from '../../casework/casebook/load-case.ts';
import { entriesOfKind } from '../../casework/documents/about.ts';
import { paperSources } from '../../casework/documents/issued-paper.ts';
import { issueDocument, listDocuments } from '../../casework/documents/register.ts';
import { serveDocument } from '../../casework/documents/serve-document.ts';
import { refuseClaiming } from '../../casework/owed.ts';
import { legalMoves } from '../../casework/transitions.ts';
import { Refusal } from '../../core/errors.ts';
import { formatYuan } from '../../core/money.ts';
import { conditionsOf } from '../../reports/notices/conditions.ts';
import { findKind, loadKinds, type NoticeKind } from '../../reports/notices/kinds.ts';
import { reviewsOf } from '../../reports/notices/notice-parts.ts';
import { refuseUnmakeablePaper } from '../../reports/notices/refuse-unmakeable.ts';
import { untrueOf } from '../../reports/notices/refuse-untrue.ts';
import { isLong } from '../support/is-long.ts';
import { passTimeUntil, type SampleOffice } from '../support/sample-office.ts';
import { contradictions, rowsOf, textOf } from './contradictions.ts';
import { fillPaper } from './paper-desk.ts';
import { DAYS, inputOf, LONG, movesFrom, type Opening, STARTS, TYPED } from './walked-paths.ts';
import { act, LETTERHEAD, openSampleOffice, openWorkedCase, type Step, TO_SERVICE } from './worked-case.ts';

/**
 * Walks every path of legal moves of a served case up to a depth, issues every paper that may go out at each stop, and
 * holds each sentence of it against the events.
 */

let sample: SampleOffice;
beforeAll(() => {
  sample = openSampleOffice();
});
afterAll(() => sample.close());

let people = 0;
let papers = 0;
const reached = new Set<string>();
const judged = new Set<string>();

/** Takes a fresh case down a path; null where a step of it is refused. */
function walk(
  steps: readonly Step[],
  start: readonly Step[],
  open: Opening = openWorkedCase,
): CaseState | null {
  people += 1;
  const caseId = open(sample, `w${people}`);
  act(sample, caseId, start);
  for (const [depth, [user, move, given = {}]] of steps.entries()) {
    passTimeUntil(sample, DAYS[depth] ?? '2023-06-01');
    const state = loadCase(sample.ledger, caseId);
    if (state === null) return null;
    const outcome = sample.act(user, caseId, move, inputOf(state, move, given));
    if (!outcome.ok) return null;
  }
  return loadCase(sample.ledger, caseId);
}

async function pageOf(
  kindName: string,
  state: CaseState,
  about: string | null = null,
): Promise<{ text: string; rows: string[][] }> {
  const { page } = await fillPaper(sample, kindName, state, { about });
  return { text: textOf(page), rows: rowsOf(page) };
}

/** All that decides which sentences are printed. */
function stopOf(state: CaseState): string {
  const events = loadCaseEvents(sample.ledger, state.case_id);
  const reviews = reviewsOf(events);
  const holds = conditionsOf({ state, reviews, reminder: null, replaces: null, entry: null });
  const moves = new Set(events.map(({ type }) => type));
  return JSON.stringify([state.status, holds, [...moves].sort(), state.money]);
}

/** Issues what may go out at this stop and holds every paper, also the drafts, against the ledger. */
async function judge(path: string, caseId: string): Promise<void> {
  for (const kind of loadKinds()) {
    const state = loadCase(sample.ledger, caseId);
    if (state === null) throw new Error('the case is gone');
    const abouts = kind.each === undefined ? [null] : entriesOfKind(kind, state).map((one) => one.entry_id);
    for (const about of abouts) await judgePaper(path, state, kind, about);
  }
}

async function judgePaper(
  path: string,
  state: CaseState,
  kind: NoticeKind,
  about: string | null,
): Promise<void> {
  const { case_id } = state;
  if (kind.series !== null && kind.series !== 'notice' && kind.states.includes(state.status)) {
    const series = kind.series;
    const letterhead = LETTERHEAD;
    try {
      await refuseUnmakeablePaper({ ledger: sample.ledger, kind, state, letterhead, withPdf: false, about });
      issueDocument(sample.ledger, sample.office, {
        ...{ key: `${case_id} ${kind.kind} ${about} ${path}`, user: 'sun', via: 'test', case_id },
        ...{ kind: { ...kind, series }, on: sample.clock.at.slice(0, 10), about },
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  const sources = paperSources(sample.ledger, state, kind, sample.clock.at.slice(0, 10), about);
  if (sources.issued === null && untrueOf(kind, sources) !== null) return;
  // nobody is asked for what is owed to them, on a draft neither
  if (sources.issued === null && kind.claims && refuseClaiming(state) !== null) {
    await expect(pageOf(kind.kind, state, about)).rejects.toMatchObject({ code: 'owed-to-person' });
    return;
  }
  const { text, rows } = await pageOf(kind.kind, state, about);
  papers += 1;
  expect(contradictions(text, rows, sources), `${kind.kind} after ${path}\n${text}`).toEqual([]);
  expect(text).not.toMatch(/[{}]|undefined|NaN|null/);
  const [, told] = rows.find(([first]) => first === '金额（小写）') ?? [];
  if (about !== null) expect(told).toBe(`${formatYuan(sources.entry?.amount_fen ?? 0)}元`);
}

describe('no paper contradicts the ledger', () => {
  test('after any path of moves from a notice or from its service', async () => {
    for (const { name, depth: whole, open, steps: start } of STARTS) {
      const deepest = isLong ? whole : whole - 1;
      let paths: Step[][] = [[]];
      for (let depth = 0; depth <= deepest; depth += 1) {
        const next: Step[][] = [];
        for (const path of paths) {
          const state = walk(path, start, open);
          if (state === null) continue;
          const told = `${name} ${path.map(([, move]) => move).join(' ')}`;
          reached.add(state.status);
          // two stops at which the same is so make the same papers
          const stop = stopOf(state);
          if (!judged.has(stop)) {
            judged.add(stop);
            await judge(told, state.case_id);
          }
          const legal = new Set(legalMoves(state.status).map(({ move }) => move));
          for (const move of movesFrom(open).filter((one) => legal.has(one)))
            for (const [user, input] of TYPED[move] ?? []) next.push([...path, [user, move, input]]);
        }
        paths = next;
      }
    }
    for (const path of LONG) {
      for (const length of path.keys()) {
        const steps = path.slice(0, length + 1);
        const state = walk(steps, TO_SERVICE);
        if (state === null) continue;
        reached.add(state.status);
        await judge(`served ${steps.map(([, move]) => move).join(' ')}`, state.case_id);
      }
    }
    expect([...reached].sort()).toEqual(
      expect.arrayContaining([
        'instalments',
        'made_good',
        'notified',
        'overdue',
        'part_repaid',
        'referred',
        'reminded',
        'repaid',
        'revoked',
        'served',
        'under_review',
      ]),
    );
    expect(papers).toBeGreaterThan(100);
  }, 300_000);

  test('an application to the court waits for a reminder that was served, and tells of a review', async () => {
    const steps: Step[] = [
      ['chen', 'receipt', { amount_fen: 5_000 }],
      ['sun', 'open-review', { kind: 'reconsideration' }],
      ['sun', 'uphold', { on: '2022-10-13', received_on: '2022-10-13' }],
      ['li', 'overdue', {}],
    ];
    const state = walk(steps, TO_SERVICE);
    if (state === null) throw new Error('the path is closed');
    const kind = findKind('enforcement-application');
    const asked = { user: 'sun', via: 'test', case_id: state.case_id };
    const makeable = () =>
      refuseUnmakeablePaper({
        ...{ ledger: sample.ledger, kind, letterhead: LETTERHEAD, withPdf: false },
        state: loadCase(sample.ledger, state.case_id) as CaseState,
      });
    await expect(makeable()).rejects.toMatchObject({ code: 'paper-not-true' });
    const reminder = findKind('reminder');
    const issued = issueDocument(sample.ledger, sample.office, {
      ...asked,
      ...{ key: 'court', kind: { ...reminder, series: '弥人社试催' }, on: sample.clock.at.slice(0, 10) },
    });
    if (!issued.ok) throw new Error(issued.refusal.en);
    await expect(makeable()).rejects.toMatchObject({ code: 'paper-not-true' });
    const { document_number } = issued.document;
    const input = { servers: ['张经办', '李经办'], method: 'post', post_number: 'XA1' };
    expect(serveDocument(sample.ledger, sample.office, { ...asked, document_number, input })).toBe(null);
    await makeable();
    expect(listDocuments(sample.ledger, state.case_id).at(-1)?.served?.receiver).toBe('');
    const { text } = await pageOf(kind.kind, state);
    expect(text).toContain('该决定经过复议或者诉讼');
    expect(text).not.toContain('未申请行政复议');
    expect(text).toContain('已归还50.00元');
    expect(text).toContain('执行标的604.00元');
    expect(loadCaseEvents(sample.ledger, state.case_id).some(({ type }) => type === 'ReviewUpheld')).toBe(
      true,
    );
  });
});
