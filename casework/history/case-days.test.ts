import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Move } from '../../core/words/moves.ts';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { loadCaseEvents } from '../casebook/load-case.ts';
import { foldCase } from '../fold.ts';
import { addUpMoney } from '../money.ts';
import { MONEY_COLUMNS } from '../money-columns.ts';
import { listCaseDays } from '../reads/cases/case-days.ts';
import { checkCasebook } from '../reads/proof/check-casebook.ts';
import { type CaseDay, caseDays } from './case-days.ts';
import { dateEvents } from './date-events.ts';
import { DAY_FIGURES, DAY_LISTS } from './day-figures.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const figure = ({ stood }: CaseDay, name: (typeof DAY_FIGURES)[number]): unknown =>
  (JSON.parse(stood) as unknown[])[DAY_FIGURES.indexOf(name)];

const listIn = ({ stood }: CaseDay, name: keyof typeof DAY_LISTS): unknown[][] =>
  (JSON.parse(stood) as unknown[][][])[DAY_FIGURES.length + Object.keys(DAY_LISTS).indexOf(name)] ?? [];

const on = fc.constantFrom('2022-10-10', '2022-10-12', '2022-10-20', '2022-11-03');
const amount_fen = fc.integer({ min: 1, max: 9_000 });
/** On a day of its own each, told on another: a receipt of last month that is entered today, a signature, a reversal. */
const step = fc.tuple(
  fc.integer({ min: 0, max: 4 }),
  fc.oneof(
    fc.record({ amount_fen, on }).map((input): [string, Move, object] => ['chen', 'receipt', input]),
    fc
      .record({ amount_fen, on })
      .map((input): [string, Move, object] => ['li', 'offset', { ...input, against: 'account-balance' }]),
    fc.nat(9).map((nth): [string, Move, object] => ['chen', 'reverse', { nth, reason: '退票' }]),
    fc.constant<[string, Move, object]>(['li', 'note', { text: '已电话联系' }]),
    amount_fen.map((total_fen): [string, Move, object] => [
      'li',
      'fix-amount',
      { total_fen, ground: '核减' },
    ]),
    fc.constant<[string, Move, object]>(['yi', 'approve', {}]),
  ),
);

function live(steps: readonly (readonly [number, [string, Move, object]])[], person: number): string {
  const finding = sampleFinding({ person_id: `p${person}`, claims: [[202206, { basic: 20_000 }]] });
  const caseId = sample.run([finding], person, { rules: [] }).case_of.get(finding.finding_key) ?? '';
  bringToService(sample, caseId);
  for (const [days, [user, move, input]] of steps) {
    sample.clock.at = new Date(Date.parse(sample.clock.at) + days * 86_400_000).toISOString();
    const entries = foldCase(loadCaseEvents(sample.ledger, caseId))?.entries ?? [];
    const nth = 'nth' in input ? entries[Number(input.nth) % Math.max(1, entries.length)] : undefined;
    sample.act(user, caseId, move, { ...input, ...(nth && { entry_id: nth.entry_id }) });
  }
  return caseId;
}

test('what is kept of a case for each day is what its records of that day and before add up to', () => {
  let people = 0;
  let late = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 16 }), (steps) => {
      sample.clock.at = '2022-11-04T01:00:00.000Z';
      people += 1;
      const caseId = live(steps, people);
      const events = loadCaseEvents(sample.ledger, caseId);
      const dated = dateEvents(events);
      const days = listCaseDays(sample.ledger, caseId);
      expect(days).toEqual(caseDays(events));
      if (dated.some((one, place) => one.on < (dated[place - 1]?.on ?? ''))) late += 1;
      for (const day of new Set(dated.map((one) => one.on))) {
        const kept = days.find(
          ({ from_on, until_on }) => from_on <= day && (until_on === null || until_on > day),
        );
        const state = foldCase(dated.filter((one) => one.on <= day).map(({ event }) => event));
        if (kept === undefined || state === null) throw new Error(`nothing is kept of ${day}`);
        const approved = state.amounts.filter(({ status }) => status === 'approved');
        const money = addUpMoney(state.money.claimed_fen, approved, state.entries);
        for (const name of MONEY_COLUMNS) expect(figure(kept, name)).toBe(money[name]);
        expect(figure(kept, 'status')).toBe(state.status);
        const moved = days.filter(({ from_on }) => from_on <= day).flatMap((one) => listIn(one, 'movements'));
        const sum = (kind: string) =>
          moved.filter((cells) => cells[1] === kind).reduce((total, cells) => total + Number(cells[3]), 0);
        expect([sum('receipt'), sum('offset')]).toEqual([money.repaid_fen, money.offset_fen]);
      }
    }),
    { numRuns: 60 },
  );
  // what was entered late is what the days are kept for
  expect(late).toBeGreaterThan(10);
  expect(checkCasebook(sample.ledger)).toMatchObject({ cases: people, differing: [], totals_tie: true });
});

test('days that follow each other leave none between them, and the last one is not over', () => {
  const caseId = live([], 1);
  sample.clock.at = '2022-10-20T01:00:00.000Z';
  sample.act('chen', caseId, 'receipt', { amount_fen: 5_000, on: '2022-10-18' });
  const days = listCaseDays(sample.ledger, caseId);
  expect(days.length).toBeGreaterThan(1);
  expect(days.map(({ until_on }) => until_on)).toEqual([
    ...days.slice(1).map(({ from_on }) => from_on),
    null,
  ]);
  expect(days.map((day) => figure(day, 'repaid_fen')).at(-1)).toBe(5_000);
});

test('a receipt that is entered late changes the days since it came in, and no day before', () => {
  const caseId = live([], 1);
  sample.clock.at = '2022-11-20T01:00:00.000Z';
  sample.act('chen', caseId, 'receipt', { amount_fen: 3_000, on: '2022-11-18' });
  const before = listCaseDays(sample.ledger, caseId);
  sample.act('chen', caseId, 'receipt', { amount_fen: 5_000, on: '2022-11-10' });
  const after = listCaseDays(sample.ledger, caseId);
  const repaid = (days: readonly CaseDay[]) => days.map((day) => [day.from_on, figure(day, 'repaid_fen')]);
  expect(repaid(after)).toEqual([
    ...repaid(before).filter(([day]) => String(day) < '2022-11-10'),
    ['2022-11-10', 5_000],
    ['2022-11-18', 8_000],
  ]);
});
