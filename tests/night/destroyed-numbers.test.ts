import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDigit } from '../../core/resident-id/index.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { fileOf, Office, type PublishedFinding } from './office.ts';
import {
  csv,
  type Line,
  PAYEES,
  POLICE_LIST,
  roster,
  rosterName,
  rosterRows,
  workbook,
} from './small-office.ts';

/** Rosters whose long numbers a spreadsheet took for numbers: text as it shows them, cells as it keeps them. */
let office: Office;
let summary: NightSummary;
let found: PublishedFinding[];

const CERTIFICATES = '卫健局死亡医学证明登记表.csv';
const NUMBERS_OF_JUNE = '2022年6月城乡居民养老保险待遇发放花名册.xlsx';

/** Fifteen digits of somebody born in that year whose number passes its check when zeros stand for the others. */
function passesWhenCut(year: number): string {
  for (let day = 10; day < 30; day += 1) {
    const first15 = `532526${year}05${day}1`;
    if (checkDigit(`${first15}00`) === '0') return first15;
  }
  throw new Error('no number passes its check when cut');
}

const withCell = (rows: readonly Line[], column: string, cell: (line: Line) => string | number): Line[] => {
  const [header = [], ...lines] = rows;
  const at = header.indexOf(column);
  return [header, ...lines.map((line) => line.map((each, index) => (index === at ? cell(line) : each)))];
};

/** A list of deaths with the month of each, as it stands there. */
const deaths = (reason: string, ...died: [number, string][]): Line[] => [
  ['姓名', '公民身份号码', reason, '死亡日期'],
  ...died.map(([index, month]) => [PAYEES[index]!.name, PAYEES[index]!.residentId, '死亡', month]),
];

beforeAll(async () => {
  office = new Office();
  office.put(rosterName(202204), roster(202204));
  office.put(rosterName(202205), csv(withCell(rosterRows(202205), '银行账号', () => '6.2319E+18')));
  const asNumbers = withCell(rosterRows(202206), '银行账号', (line) => Number(line[7]));
  office.put(NUMBERS_OF_JUNE, workbook({ 名册: withCell(asNumbers, '身份证号', (line) => Number(line[1])) }));
  // all cut to fifteen digits and zeros; those of the last two pass their check by chance
  const cut = ['194801110', '194902111', '195003112'].map((born) => `532526${born}`);
  const lucky = [1948, 1949].map(passesWhenCut);
  const people = [...cut, ...lucky].map((first15, index) => ({
    ...PAYEES[index]!,
    residentId: `${first15}000`,
  }));
  office.put(rosterName(202207), roster(202207, people));
  office.put(POLICE_LIST, csv(deaths('注销原因', [5, '2022.1'], [6, '2022.3'])));
  office.put(CERTIFICATES, csv(deaths('死亡原因', [7, '2022.1'], [8, '2022.03'])));
  summary = await office.night('2022-12-10');
  found = await office.standing();
});

afterAll(() => office.remove());

test('an account that a spreadsheet destroyed is nobody’s: ten people do not share it', () => {
  expect(found.filter(({ rule_id }) => rule_id.startsWith('account/'))).toEqual([]);
  for (const name of [rosterName(202205), NUMBERS_OF_JUNE]) {
    const { used, reason, reason_en } = fileOf(summary, name);
    expect(used).toBe(10);
    expect(reason).toContain('“银行账号”一栏 10 格的号码被表格软件损坏');
    expect(reason_en).toContain('destroyed 10 numbers in "银行账号"');
  }
});

test('a resident number kept as a number is cut, whatever digits follow the fifteenth', () => {
  const reasons = found
    .filter(({ rule_id }) => rule_id === 'identity/invalid-resident-id')
    .map(({ facts }) => (JSON.parse(facts) as { reason: string }).reason);
  expect(reasons.length).toBeGreaterThanOrEqual(10);
  expect(new Set(reasons)).toEqual(new Set(['excel-truncated']));
});

test('a number that is cut stands alike in a text and in a workbook', () => {
  const received = found
    .filter(({ rule_id }) => rule_id === 'identity/invalid-resident-id')
    .map(({ facts }) => (JSON.parse(facts) as { resident_id_raw: string }).resident_id_raw);
  expect(received.every((number) => /^\d{15}000$/.test(number))).toBe(true);
});

test('in a column of cut numbers none passes its check by chance', async () => {
  const people = await office.read(
    "select name from canonical.person where resident_id like '%000' order by name",
  );
  expect(people).toEqual([]);
});

test('2022.1 may be an October that lost its zero: nobody is accused of the months between, and the office is asked', () => {
  const paidAfter = found
    .filter(({ rule_id }) => rule_id === 'deceased/paid-after-death')
    .map(({ name, first_month }) => [name, first_month]);
  expect(paidAfter).toEqual(
    expect.arrayContaining([
      [PAYEES[6]!.name, 202204],
      [PAYEES[8]!.name, 202204],
    ]),
  );
  expect(paidAfter).toHaveLength(2);
  expect(JSON.stringify(fileOf(summary, POLICE_LIST))).toContain('可能是1月，也可能是10月');
});

test('beside months in two figures 2022.1 is October', async () => {
  const [death] = await office.read<{ month: number }>(
    `select max(died_month) as month from canonical.death_record as death inner join canonical.person using (person_id) where person.name = '${PAYEES[7]!.name}'`,
  );
  expect(death?.month).toBe(202210);
  expect(JSON.stringify(fileOf(summary, CERTIFICATES))).not.toContain('可能是');
});
