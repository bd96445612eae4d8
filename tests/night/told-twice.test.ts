import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, payee, policeList } from './small-office.ts';

const GRANTS = ['死者姓名', '死者身份证号', '死亡日期', '丧葬补助金', '发放日期', '支付状态'];
const ON_BEHALF = ['姓名', '身份证号', '代缴年度', '代缴金额', '代缴类别', '代缴日期'];
const DIED = '2022-04-02';

const grant = (index: number, paidOn: string, state = '已支付'): string[] => {
  const { name, residentId } = payee(index);
  return [name, residentId, DIED, '1356', paidOn, state];
};
const onBehalf = (index: number, paidOn: string): string[] => {
  const { name, residentId } = payee(index);
  return [name, residentId, '2022', '100', '低保', paidOn];
};

let office: Office;
beforeAll(async () => {
  office = new Office();
  office.put(
    '公安局户籍注销人员名单.csv',
    policeList([0, 1, 2].map((index) => ({ person: payee(index), on: '20220402' }))),
  );
  office.put(
    '丧葬补助金台账2022年6月.csv',
    csv([GRANTS, grant(0, '2022-05-10'), grant(1, '2022-05-10'), grant(2, '2022-05-10')]),
  );
  office.put(
    '丧葬补助金台账2022年9月.csv',
    csv([
      GRANTS,
      grant(0, '2022-05-12'),
      grant(1, '2022-05-10', '退票'),
      grant(1, '2022-08-10'),
      grant(2, '2022-05-10'),
      grant(2, '2022-08-10'),
    ]),
  );
  office.put('代缴名单2022年6月.csv', csv([ON_BEHALF, onBehalf(3, '2022-05-10')]));
  office.put('代缴名单2022年9月.csv', csv([ON_BEHALF, onBehalf(3, '2022-05-20')]));
  await office.night();
});
afterAll(() => office.remove());

const foundBy = (rule: string) =>
  office.read<{ name: string; match_strength: string }>(
    `select name, match_strength from result.finding where rule_id = '${rule}' order by name`,
  );

test('a payment of which a later ledger says that it came back counts by what the later one says', async () => {
  const names = (await foundBy('funeral-grant/paid-twice')).map(({ name }) => name);
  expect(names).not.toContain(payee(1).name);
});

test('a day that a later list tells otherwise may be the same payment: possible, in no total', async () => {
  expect(await foundBy('funeral-grant/paid-twice')).toContainEqual({
    name: payee(0).name,
    match_strength: 'possible',
  });
  expect(await foundBy('paid-on-behalf/wrong-amount')).toEqual([
    { name: payee(3).name, match_strength: 'possible' },
  ]);
});

test('two grants that one ledger lists are two, however many ledgers repeat the first', async () => {
  expect(await foundBy('funeral-grant/paid-twice')).toContainEqual({
    name: payee(2).name,
    match_strength: 'confirmed',
  });
});
