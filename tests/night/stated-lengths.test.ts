import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonths } from '../../core/month.ts';
import { Office } from './office.ts';
import { csv, PAYEES, payee, rosterRows } from './small-office.ts';

/** What the court wrote of each, in a list that has no end of a sentence and is complete to November 2022. */
const SENTENCES = [
  ['有期徒刑六个月', '2022-02-08', ''],
  ['有期徒刑', '2022-02-08', '六个月'],
  ['拘役四个月', '2022-02-15', ''],
  ['有期徒刑一年零二个月，并处罚金5000元', '2022-02-08', ''],
  ['有期徒刑十一年', '2022-02-08', ''],
  ['无期徒刑', '2022-02-08', ''],
] as const;

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (let month = 202201; month <= 202212; month = addMonths(month, 1))
    office.put(`${month}待遇发放花名册.csv`, csv(rosterRows(month, PAYEES)));
  office.put(
    '法院刑事判决名单.csv',
    csv([
      ['法院刑事判决名单（截至2022年11月30日）'],
      ['被告人姓名', '身份证号码', '判决书文号', '判决结果', '刑期起', '刑期'],
      ...SENTENCES.map(([penalty, from, term], place) => {
        const { name, residentId } = payee(place);
        return [name, residentId, `（2022）云2504刑初${place}号`, penalty, from, term];
      }),
    ]),
  );
  await office.night('2022-12-31');
});
afterAll(() => office.remove());

test('a sentence whose length is stated ends, though the list has no column for the end', async () => {
  const found = await office.read<{ name: string; last_month: number }>(
    "select name, last_month from result.finding where rule_id = 'imprisonment/paid-while-imprisoned'",
  );
  const last = new Map(found.map(({ name, last_month }) => [name, last_month]));
  expect(SENTENCES.map((_, place) => last.get(payee(place).name))).toEqual([
    202208, 202208, 202206, 202211, 202211, 202211,
  ]);
});
