import { expect, test } from 'vitest';
import { bringToService, openSampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { listDue } from '../reads/waiting/list-due.ts';
import { CLOCKS, clockInForce, loadShippedClocks } from './parameters.ts';
import { termFrom } from './term.ts';

const clocks = loadShippedClocks();

test('ten working days of a reminder skip the weekends and the National Day holiday, and count make-up days', () => {
  // 1–7 October 2022 were holidays; 8 and 9 October, a weekend, were worked.
  expect(termFrom(clocks, 'reminder', '2022-09-26')).toMatchObject({
    due_on: '2022-10-13',
    is_certain: true,
  });
});

test('a year whose holidays are not published is said, not guessed', () => {
  const term = termFrom(clocks, 'reminder', '2031-09-26');
  expect(term?.is_certain).toBe(false);
  expect(term?.note?.zh).toBeTruthy();
});

test('six months from the end of August end with February, and move on from a Sunday', () => {
  expect(termFrom(clocks, 'litigation', '2022-08-31')?.due_on).toBe('2023-02-28');
  // 9 April 2023 was a Sunday.
  expect(termFrom(clocks, 'litigation', '2022-10-09')?.due_on).toBe('2023-04-10');
});

test('a public notice ran sixty days before 2022 and runs thirty since', () => {
  expect(termFrom(clocks, 'public-notice', '2021-12-31')?.due_on).toBe('2022-03-01');
  expect(termFrom(clocks, 'public-notice', '2022-01-01')?.due_on).toBe('2022-01-31');
});

test('every clock has a basis for today, and no two shipped parameters overlap', () => {
  for (const clock of CLOCKS) {
    expect(clockInForce(clocks, clock, '2026-01-01')?.basis).toBeTruthy();
    const own = clocks
      .filter((one) => one.clock === clock)
      .sort((a, b) => (a.valid_from < b.valid_from ? -1 : 1));
    for (const [place, later] of own.slice(1).entries()) {
      expect((own[place]?.valid_to ?? '9999') < later.valid_from).toBe(true);
    }
  }
});

test('what falls due is listed with the case, the day and the sum, until it is done', () => {
  const sample = openSampleOffice();
  try {
    const finding = sampleFinding({ person_id: 'p1', claims: [[202206, { basic: 65_400 }]] });
    const caseId = sample.caseOf(finding);
    bringToService(sample, caseId);
    const due = (asOf: string, until: string) => listDue(sample.ledger, clocks, 'program', asOf, until);
    expect(due('2022-10-13', '2022-11-30')).toMatchObject([
      { clock: 'pay-by', subject_id: caseId, due_on: '2022-11-11', amount_fen: 65_400, is_past: false },
    ]);
    expect(due('2022-12-01', '2022-12-11').map((item) => item.clock)).toEqual(['pay-by']);
    expect(due('2022-12-12', '2022-12-12').map((item) => item.clock)).toEqual(['pay-by', 'reconsideration']);
    const plan = [
      { due_on: '2022-12-20', amount_fen: 30_000 },
      { due_on: '2023-01-20', amount_fen: 35_400 },
    ];
    sample.act('li', caseId, 'plan-instalments', { plan });
    sample.act('chen', caseId, 'receipt', { amount_fen: 20_000 });
    const instalments = due('2022-12-13', '2023-01-31').filter((item) => item.clock === 'instalment');
    expect(instalments.map(({ due_on, amount_fen }) => [due_on, amount_fen])).toEqual([
      ['2022-12-20', 10_000],
      ['2023-01-20', 35_400],
    ]);
  } finally {
    sample.close();
  }
});
