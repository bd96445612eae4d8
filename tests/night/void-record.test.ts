import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('a void mark voids its own record alone', () => {
  const [ABROAD, TAKEN_BACK, RESTORED, ELSEWHERE] = [payee(4), payee(5), payee(6), payee(7)];
  const cancelled = (
    { name, residentId }: (typeof PAYEES)[number],
    reason: string,
    { taken = '否', remark = '' }: { taken?: string; remark?: string } = {},
  ): Line => [name, residentId, reason, reason === '死亡' ? '2022-03-02' : '', '2022-03-02', taken, remark];

  test('in a column of its own, among the remarks of any list, and beside a cancellation that is no death', async () => {
    const marked = new Office();
    try {
      for (const month of [202204, 202205, 202206]) {
        const rows = rosterRows(month, PAYEES);
        const again = rows[9]!;
        marked.put(
          `${month}待遇发放花名册.csv`,
          csv(
            [...rows, again].map((line, index) => [
              ...line,
              index === 0 ? '备注' : index === 11 ? '此条作废' : '',
            ]),
          ),
        );
      }
      marked.put(
        '公安局户籍注销人员名单.csv',
        csv([
          ['姓名', '公民身份号码', '注销原因', '死亡日期', '注销日期', '是否撤销', '备注'],
          // voids what it says itself: neither a cancellation nor a restored registration
          cancelled(ABROAD, '出国定居', { remark: '作废' }),
          cancelled(TAKEN_BACK, '死亡', { taken: '作废' }),
          cancelled(RESTORED, '死亡', { remark: '户口已恢复' }),
          cancelled(PAYEES[0]!, '死亡'),
        ]),
      );
      const certified = [ABROAD, TAKEN_BACK, RESTORED].map(({ name, residentId }, index) => [
        ...[name, residentId, index === 2 ? '2022-03-01' : '2022-04-12', `D${index}`],
      ]);
      marked.put(
        '卫健局死亡医学证明.csv',
        csv([['姓名', '证件号码', '死亡日期', '死亡证明编号'], ...certified]),
      );
      marked.put(
        '职工养老保险待遇领取名单.csv',
        csv([
          ['姓名', '身份证号码', '险种', '待遇状态', '待遇起始年月', '备注'],
          [ELSEWHERE.name, ELSEWHERE.residentId, '企业职工基本养老保险', '正常领取', '202001', '作废'],
          [PAYEES[1]!.name, PAYEES[1]!.residentId, '企业职工基本养老保险', '正常领取', '202001', ''],
        ]),
      );
      await marked.night();
      const found = await marked.standing();
      const told = found.map(({ rule_id, name, first_month }) => [rule_id, name, first_month]);
      expect(told.filter(([rule]) => rule === 'dual-benefit/paid-twice')).toEqual([]);
      expect(told.toSorted()).toEqual(
        [
          ['deceased/paid-after-death', PAYEES[0]!.name, 202204],
          ['deceased/paid-after-death', ABROAD.name, 202205],
          ['deceased/paid-after-death', TAKEN_BACK.name, 202205],
          ['dual-benefit/employee-pension', PAYEES[1]!.name, 202204],
        ].toSorted(),
      );
    } finally {
      marked.remove();
    }
  });
});
