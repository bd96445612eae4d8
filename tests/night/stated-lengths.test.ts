import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from './office.ts';
import { officeWithSentences, type PaidWhileServing } from './sentences.ts';
import { payee } from './small-office.ts';

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
let found: PaidWhileServing[];
beforeAll(async () => {
  const list = {
    file: '法院刑事判决名单.csv',
    title: '法院刑事判决名单（截至2022年11月30日）',
    columns: ['被告人姓名', '身份证号码', '判决书文号', '判决结果', '刑期起', '刑期'],
  };
  ({ office, found } = await officeWithSentences(list, SENTENCES));
});
afterAll(() => office.remove());

test('a sentence whose length is stated ends, though the list has no column for the end', () => {
  const last = new Map(found.map(({ name, last_month }) => [name, last_month]));
  expect(SENTENCES.map((_, place) => last.get(payee(place).name))).toEqual([
    202208, 202208, 202206, 202211, 202211, 202211,
  ]);
});
