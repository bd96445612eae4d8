import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, type Line, PAYEES, payee } from './small-office.ts';

const MONTH = 202205;
const TWICE = payee(3);

const line = ({ name, residentId }: (typeof PAYEES)[number], fen: string, remark: string): Line => [
  name,
  residentId,
  MONTH,
  fen,
  remark,
];

let office: Office;
beforeAll(async () => {
  office = new Office();
  office.put(
    '2022年5月待遇发放花名册.csv',
    csv([
      ['姓名', '身份证号码', '待遇所属期', '实发金额', '备注'],
      ...PAYEES.flatMap((person) => [
        line(person, '118.00', '基础养老金发放'),
        line(person, '140.00', '个人账户养老金'),
      ]),
      line(TWICE, '140.00', '个人账户养老金（本月）'),
    ]),
  );
  office.put(
    '2022年6月待遇发放花名册.csv',
    csv([
      ['姓名', '身份证号码', '待遇所属期', '实发金额', '待遇类型'],
      ...PAYEES.flatMap(({ name, residentId }) => [
        [name, residentId, 202206, '118.00', '基础养老金'],
        [name, residentId, 202206, '140.00', '个人账户养老金'],
      ]),
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

test('lines that a remark or the kind of payment tells apart as parts of one benefit are one payment, a part that stands twice is not', async () => {
  const found = await office.standing();
  expect(found.map(({ rule_id, name, first_month }) => ({ rule_id, name, first_month }))).toEqual([
    { rule_id: 'dual-benefit/paid-twice', name: TWICE.name, first_month: MONTH },
  ]);
});

test('what each line paid counts whole', async () => {
  const [paid] = await office.read<{ fen: number }>(
    'select sum(amount_fen)::bigint as fen from canonical.benefit_payment where is_settled',
  );
  expect(paid?.fen).toBe(2 * 10 * 25_800 + 14_000);
});
