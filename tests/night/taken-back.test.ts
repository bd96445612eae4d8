import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, PAYEES, payee, policeList, rosterRows } from './small-office.ts';

const DEAD = [0, 1, 2].map((index) => ({ person: payee(index), on: '20220402' }));
const people = ({ name, residentId }: (typeof PAYEES)[number]) => [name, residentId];

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205, 202206])
    office.put(`${month}待遇发放花名册.csv`, csv(rosterRows(month, PAYEES)));
  office.put('公安局户籍注销人员名单.csv', policeList(DEAD));
  // neither list says when the death was, nor calls its columns as the list of deaths does
  office.put(
    '误报死亡撤销登记名单.csv',
    csv([
      ['姓名', '身份证号码', '撤销日期', '撤销原因'],
      [...people(payee(1)), '2022-06-10', '误报死亡，撤销登记'],
    ]),
  );
  office.put(
    '恢复户籍人员.csv',
    csv([
      ['姓名', '公民身份号码', '恢复日期', '恢复原因'],
      [...people(payee(2)), '2022-06-10', '死亡注销错误，恢复户口'],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

test('a list of what was taken back ends the death, though it says no more than whom and when', async () => {
  const found = await office.read<{ name: string }>(
    "select name from result.finding where rule_id = 'deceased/paid-after-death'",
  );
  expect(found.map(({ name }) => name)).toEqual([payee(0).name]);
});
