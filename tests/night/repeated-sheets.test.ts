import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../core/hash.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { fileOf, Office } from './office.ts';
import { PAYEES, type Payee, rosterLine, rosterRows, workbook } from './small-office.ts';
import { appointSupervisor } from './supervisor.ts';

let office: Office;
let night: NightSummary;
beforeAll(async () => {
  office = new Office();
  const put = (month: number, sheets: Parameters<typeof workbook>[0]): string =>
    office.put(`2022年${month % 100}月待遇发放花名册.xlsx`, workbook(sheets));
  const [some, others] = [PAYEES.slice(0, 4), PAYEES.slice(4)];
  const of = (month: number, people: readonly Payee[]) => rosterRows(month, people);
  put(202204, { 弥阳镇: of(202204, some), 全市: of(202204, PAYEES), 新哨镇: of(202204, others) });
  put(202205, { Sheet1: of(202205, PAYEES), 'Sheet1 (2)': of(202205, PAYEES) });
  put(202206, { 发放: of(202206, PAYEES), 补发: of(202206, [PAYEES[0]!]) });
  put(202208, { 一: of(202208, [...PAYEES, PAYEES[1]!]), 二: of(202208, [PAYEES[1]!, PAYEES[1]!]) });
  put(202209, {
    未成: [...of(202209, []), ...PAYEES.map((person) => rosterLine(person, 202209, '支付失败'))],
    重发: of(202209, [PAYEES[2]!]),
  });
  night = await office.night();
});
afterAll(() => office.remove());

const twice = async (month: number): Promise<string[]> => {
  const found = await office.read<{ name: string }>(
    `select name from result.finding where rule_id = 'dual-benefit/paid-twice' and first_month = ${month}`,
  );
  return found.map(({ name }) => name);
};

test('a payment that the sheet of the county and that of its township list is one', async () => {
  expect(await twice(202204)).toEqual([]);
  expect(night.files.find(({ file }) => file.startsWith('2022年4月'))).toMatchObject({
    ...{ received: 20, used: 10, ignored: 10, refused: 0 },
    reason: expect.stringContaining('10 行与本文件另一工作表的相同'),
  });
});

test('a copy of a sheet pays nobody again', async () => expect(await twice(202205)).toEqual([]));

test('a sheet of arrears stands beside the main one', async () => {
  expect(await twice(202206)).toEqual([PAYEES[0]!.name]);
});

test('who is listed twice in the sheet that counts was paid twice', async () => {
  expect(await twice(202208)).toEqual([PAYEES[1]!.name]);
});

test('a payment that failed in one sheet and was made in another was made', async () => {
  const rows = await office.read<{ n: number }>(
    'select count(*) as n from canonical.benefit_payment where month = 202209 and is_settled',
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test('sheets of which somebody says that they stand beside each other are two payments', async () => {
  appointSupervisor(office);
  const copied = '2022年5月待遇发放花名册.xlsx';
  const hash = sha256Hex(readFileSync(join(office.inbox, copied)));
  const ruling = ['beside', '--reason', '当月发放两次', '--save', '--as', 'li'];
  expect(await office.run('deliveries', 'rule', hash, hash, ...ruling)).toMatchObject({ code: 0 });
  expect(fileOf(await office.night(), copied)).toMatchObject({ used: 20, ignored: 0 });
  expect((await twice(202205)).toSorted()).toEqual(PAYEES.map(({ name }) => name).toSorted());
  // other workbooks are as they were
  expect(await twice(202204)).toEqual([]);
});
