import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from './office.ts';
import { officeWithSentences, type PaidWhileServing } from './sentences.ts';
import { payee } from './small-office.ts';

/** What stands under 刑期, and both ends, in a list that has no column for the penalty and is complete to November 2022. */
const SENTENCES = [
  ['有期徒刑一年', '2022-02-10', '2023-02-09'],
  ['拘役六个月', '2022-03-01', '2022-08-31'],
  // served at home, a length alone, a word that nobody knows
  ['有期徒刑一年，缓刑二年', '2022-02-10', '2023-02-09'],
  ['一年', '2022-02-10', '2023-02-09'],
  ['劳役一年', '2022-02-10', '2023-02-09'],
] as const;

let office: Office;
let found: PaidWhileServing[];
beforeAll(async () => {
  const list = {
    file: '法院生效判决人员.csv',
    title: '法院生效判决人员（截至2022年11月30日）',
    columns: ['被告人姓名', '身份证号码', '判决书文号', '刑期', '刑期起', '刑期止'],
  };
  ({ office, found } = await officeWithSentences(list, SENTENCES));
});
afterAll(() => office.remove());

test('a penalty that stands with its length imprisons, where the list has no column for it; a length alone waits', () => {
  const told = found.map(({ name, first_month, last_month }) => [name, first_month, last_month]);
  expect(told).toEqual([
    [payee(0).name, 202203, 202212],
    [payee(1).name, 202204, 202208],
  ]);
});

test('the finding says the penalty as it stands with its length, beside what it means', async () => {
  const grounds = (await office.standing()).map((finding) => finding.grounds).join();
  for (const said of ['刑种“有期徒刑一年”：有期徒刑', '刑种“拘役六个月”：拘役'])
    expect(grounds).toContain(said);
});
