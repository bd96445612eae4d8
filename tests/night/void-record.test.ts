import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, type Line, PAYEES, payee, policeList, rosterRows } from './small-office.ts';

const [CORRECTED, CERTIFIED, VOIDED, LIVING] = [payee(0), payee(1), payee(2), payee(3)];

const death = ({ name, residentId }: (typeof PAYEES)[number], on: string, remark = ''): Line => [
  ...[name, residentId, '死亡', on, on, remark],
];

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205, 202206])
    office.put(`${month}待遇发放花名册.csv`, csv(rosterRows(month, PAYEES)));
  office.put('公安局户籍注销人员名单.csv', policeList([{ person: VOIDED, on: '20220302' }]));
  office.put(
    '公安局2022年6月死亡注销名单.csv',
    csv([
      ['姓名', '公民身份号码', '注销原因', '死亡日期', '注销日期', '备注'],
      death(CORRECTED, '2022-03-02', '作废'),
      death(CORRECTED, '2022-05-02'),
      death(CERTIFIED, '2022-03-02', '此条作废'),
      death(VOIDED, '2022-03-02', '作废'),
      death(LIVING, '2022-03-02', '经核实本人健在'),
      death(LIVING, '2022-03-05'),
    ]),
  );
  office.put(
    '卫健局死亡医学证明.csv',
    csv([
      ['姓名', '证件号码', '死亡日期', '死亡证明编号', '备注'],
      [CERTIFIED.name, CERTIFIED.residentId, '2022-04-12', 'D1', ''],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

test('a void record of a death ends that record, in whatever file, and no other; whoever is said to live is not dead', async () => {
  const found = await office.standing();
  expect(found.map(({ name, first_month }) => [name, first_month]).toSorted()).toEqual(
    [
      [CORRECTED.name, 202206],
      [CERTIFIED.name, 202205],
    ].toSorted(),
  );
});
