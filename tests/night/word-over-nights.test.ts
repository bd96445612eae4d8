import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import type { AnswerOverNights } from '../../pipelines/trial/over-nights.ts';
import { act } from '../documents/worked-case.ts';
import { NOTHING_OPEN, openSampleOffice, passTimeUntil } from '../support/sample-office.ts';
import { Office } from './office.ts';
import {
  csv,
  PAYEES,
  POLICE_LIST,
  payee,
  policeList,
  rosterLine,
  rosterName,
  rosterRows,
} from './small-office.ts';

/* A word is tried on every night that is kept, each from the files that it had; what it says is held against a night that knows it. */

const WORD = '惠民直达';
const MONTHS = [202210, 202211, 202212];
const PAID = 11_300 + 500 + 10_000;

const sample = openSampleOffice();
const office = new Office({ root: sample.home, home: sample.home, inbox: join(sample.home, 'inbox') });
afterAll(() => sample.close());

const nightAt = (asOf: string) => office.night(asOf, () => `${asOf}T12:00:00.000Z`);

/** A roster on which one line's state is a word of this office alone. */
const withWord = (month: number): string =>
  csv(
    rosterRows(month, PAYEES).map((row) =>
      row[0] === payee(0).name ? rosterLine(payee(0), month, WORD) : row,
    ),
  );

const verb = (...words: string[]) => [
  'words',
  ...words.slice(0, 1),
  'payout-roster',
  'state',
  WORD,
  ...words.slice(1),
];
const tried = async (...words: string[]): Promise<AnswerOverNights> =>
  (await office.json<{ effect: { over_nights: AnswerOverNights } }>(...verb(...words), '--nights')).effect
    .over_nights;

describe('a word that is tried over the nights that are kept', () => {
  beforeAll(async () => {
    office.settle('rules: { nights_kept: 9 }\n');
    office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220531' }]));
    for (const [index, month] of MONTHS.entries()) {
      office.put(rosterName(month), withWord(month));
      passTimeUntil(sample, `2022-12-${27 + index}`);
      await nightAt(`2022-12-${28 + index}`);
    }
  });

  test('is told for each night from the files of that night, with how long it takes first, and nothing is saved', async () => {
    const { stderr, stdout } = await office.run(...verb('teach', 'paid'), '--nights');
    expect(stderr.indexOf('试算 3 夜，预计')).toBeGreaterThanOrEqual(0);
    expect(stderr.indexOf('3/3 2022-12-30')).toBeGreaterThan(stderr.indexOf('1/3 2022-12-28'));
    expect(stdout).toContain('按所属月 by month');
    const trial = await tried('teach', 'paid');
    expect(
      trial.nights.map(({ as_of, before, after, gained, lost }) => [
        as_of,
        before.findings,
        after.findings,
        after.amount_fen,
        gained,
        lost,
      ]),
    ).toEqual([
      ['2022-12-28', 0, 1, PAID, 1, 0],
      ['2022-12-29', 0, 1, 2 * PAID, 1, 0],
      ['2022-12-30', 0, 1, 3 * PAID, 1, 0],
    ]);
    expect(trial.months).toEqual(MONTHS.map((month) => ({ month, before_fen: 0, after_fen: PAID })));
    expect(trial.after.people).toBe(1);
    expect(trial.gained).toMatchObject([{ case_id: null, amount_fen: 3 * PAID, is_confirmed: false }]);
    expect(await office.standing()).toEqual([]);
  });

  test('is, to the fen, what a night finds once it was taught; and a case that a person stood by is named where taking it back would lose it', async () => {
    expect(await office.run(...verb('teach', 'paid'), '--save', '--as', 'li')).toMatchObject({ code: 0 });
    passTimeUntil(sample, '2022-12-30');
    const night = await nightAt('2022-12-31');
    expect(night.totals.amount_fen).toBe(3 * PAID);
    passTimeUntil(sample, '2023-01-05');
    const [found] = listCases(sample.ledger, 'program', { rule_id: 'deceased/paid-after-death' });
    const caseId = found?.case_id ?? '';
    act(sample, caseId, [
      ['sun', 'assign', { assignee: 'li' }],
      ['li', 'name-debtor', { name: '家属', relation: '子女', evidence: '询问' }],
    ]);
    const evidence = { ...NOTHING_OPEN, basis: [{ text: '社会保险稽核办法', article: '第十二条' }] };
    expect(sample.act('li', caseId, 'substantiate', { reason: '已核实' }, { evidence })).toMatchObject({
      ok: true,
    });
    const trial = await tried('forget');
    expect(trial.nights.map(({ before, after, lost }) => [before.amount_fen, after.findings, lost])).toEqual([
      [PAID, 0, 1],
      [2 * PAID, 0, 1],
      [3 * PAID, 0, 1],
      [3 * PAID, 0, 1],
    ]);
    expect(trial.lost).toMatchObject([
      { case_id: caseId, amount_before_fen: 3 * PAID, amount_fen: null, is_confirmed: true },
    ]);
    const { stdout } = await office.run(...verb('forget'), '--nights');
    expect(stdout).toContain(`${caseId} ${payee(0).name.slice(0, 1)}`);
    expect(stdout).not.toContain(payee(0).name);
  });
});
