import { afterAll, beforeAll, expect, test } from 'vitest';
import { precheck } from '../../pipelines/precheck/precheck.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { fileOf, Office } from './office.ts';
import {
  csv,
  type Line,
  PAYEES,
  POLICE_LIST,
  payee,
  policeList,
  rosterRows,
  workbook,
} from './small-office.ts';

const PLANNED = '2022年7月城乡居民养老保险待遇拟发放花名册.csv';
const BY_TITLE = '2022年8月待遇发放花名册.csv';
const BY_SHEET = '2022年9月待遇发放花名册.xlsx';

/** A roster without states, as it is made out before it is paid. */
const withoutStates = (month: number, title?: string): Line[] =>
  rosterRows(month, PAYEES, title === undefined ? {} : { title }).map((row) => row.slice(0, 9));

let office: Office;
let night: NightSummary;
beforeAll(async () => {
  office = new Office();
  office.put('2022年6月待遇发放花名册.csv', csv(withoutStates(202206)));
  office.put(PLANNED, csv(withoutStates(202207)));
  office.put(BY_TITLE, csv(withoutStates(202208, '2022年8月城乡居民养老保险待遇计划发放表')));
  office.put(BY_SHEET, workbook({ 已发放: withoutStates(202209), 待发放: withoutStates(202210) }));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220502' }]));
  night = await office.night();
});
afterAll(() => office.remove());

test('a roster that calls itself still to be paid, by its name, its title or its sheet, is no payment', async () => {
  const paid = await office.read<{ month: number }>(
    'select distinct month from canonical.benefit_payment order by month',
  );
  expect(paid.map(({ month }) => month)).toEqual([202206, 202209]);
  const [claim] = await office.standing();
  expect(claim).toMatchObject({ rule_id: 'deceased/paid-after-death', amount_fen: 2 * 21_800 });
});

test('it is refused in words that say what to send instead', () => {
  for (const name of [PLANNED, BY_TITLE]) {
    expect(fileOf(night, name)).toMatchObject({ status: 'refused' });
    expect(fileOf(night, name).reason).toContain('发放后请送实际发放的花名册');
  }
});

test('the check before the payment reads it, received or not', async () => {
  const { roster_fen, held } = await precheck({
    home: office.home,
    roster: `${office.inbox}/${PLANNED}`,
    asOf: null,
  });
  expect(roster_fen).toBe(10 * 21_800);
  expect(held).toHaveLength(1);
});
