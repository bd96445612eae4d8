import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, PAYEES, payee, policeList, rosterRows } from './small-office.ts';

const DEAD = [0, 1, 2, 4].map((index) => ({ person: payee(index), on: '20220402' }));
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
      [...people(payee(4)), '2021-05-05', '误报死亡，撤销登记'],
    ]),
  );
  office.put(
    '恢复户籍人员.csv',
    csv([
      ['姓名', '公民身份号码', '恢复日期', '恢复原因'],
      [...people(payee(2)), '2022-06-10', '死亡注销错误，恢复户口'],
      [...people(payee(3)), '2022-05-09', '回国，恢复户口'],
    ]),
  );
  office.put(
    '公安出国定居注销人员.csv',
    csv([
      ['姓名', '公民身份号码', '注销日期', '注销原因'],
      [...people(payee(3)), '2022-03-10', '出国定居（加拿大）'],
    ]),
  );
  office.put(
    '卫健局死亡医学证明.csv',
    csv([
      ['姓名', '证件号码', '死亡日期', '死亡证明编号', '备注'],
      [...people(payee(5)), '2022-04-02', 'D5', '误开，已收回'],
      [...people(payee(6)), '2022-04-02', 'D6', '作废后本人是否在世，待核'],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

const foundBy = async (rule: string) =>
  office.read<{ name: string; first_month: number; last_month: number }>(
    `select name, first_month, last_month from result.finding where rule_id = '${rule}' order by name`,
  );

test('a list of what was taken back ends the death, though it says no more than whom and when, and no later one', async () => {
  const found = await foundBy('deceased/paid-after-death');
  expect(found.map(({ name }) => name).toSorted()).toEqual([payee(0).name, payee(4).name].toSorted());
});

test('a registration restored on a day of its own ends what was cancelled before it, from that month on', async () => {
  expect(await foundBy('eligibility/registration-cancelled')).toEqual([
    { name: payee(3).name, first_month: 202204, last_month: 202205 },
  ]);
});

test('a certificate that calls itself void is no death, and one that may be waits', async () => {
  expect(await foundBy('deceased/paid-after-death')).toHaveLength(2);
  const held = await office.read<{ source: string; word: string }>('select source, word from held');
  expect(held).toEqual([{ source: 'medical-death', word: '作废后本人是否在世，待核' }]);
});
