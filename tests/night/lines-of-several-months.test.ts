import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, type Line, payee, policeList } from './small-office.ts';

const COUNTED: Line = ['姓名', '身份证号', '发放年月', '发放月数', '起始年月', '终止年月', '发放金额'];
const person = (index: number): Line => [payee(index).name, payee(index).residentId];

let office: Office;
beforeAll(async () => {
  office = new Office();
  office.put(
    '2022年6月待遇发放花名册.csv',
    csv([
      COUNTED,
      [...person(0), 202206, 6, 202201, 202206, '678.00'],
      [...person(1), 202206, 1, 202206, 202206, '113.00'],
      [...person(2), 202206, '', '', '', '113.00'],
      // six months, and from when to when says four
      [...person(3), 202206, 6, 202203, 202206, '678.00'],
      // no number: months of one year that divide the sum
      [...person(4), 202206, '', 202204, 202206, '354.00'],
      // two months divide it, and leave each too little
      [...person(5), 202206, '', 202205, 202206, '118.00'],
      // from when to when somebody draws
      [...person(6), 202206, '', 201503, 202206, '118.00'],
    ]),
  );
  office.put(
    '2022年7月养老金发放花名册.csv',
    csv([
      ['姓名', '身份证号', '待遇所属期', '基础养老金', '个人账户养老金', '补发月数', '发放金额'],
      // the month's own parts, and three months beside them
      [...person(7), 202207, '113.00', '37.50', 3, '602.00'],
      // the parts are those of all months
      [...person(8), 202207, '339.00', '112.50', 3, '451.50'],
      [...person(9), 202207, '113.00', '37.50', 1, '150.50'],
    ]),
  );
  office.put('公安局户籍注销人员名单.csv', policeList([{ person: payee(0), on: '20220420' }]));
  await office.night();
});
afterAll(() => office.remove());

const paid = async (index: number) =>
  (
    await office.read<{ month: number; fen: number }>(
      `select month, sum(amount_fen)::integer as fen from canonical.benefit_payment
       where person_id = (select person_id from canonical.person where name = '${payee(index).name}')
       group by month order by month`,
    )
  ).map(({ month, fen }) => [month, fen]);

test('what was paid for six months is paid for each of those that the line names', async () => {
  expect(await paid(0)).toEqual([1, 2, 3, 4, 5, 6].map((month) => [202200 + month, 11_300]));
  expect(await paid(4)).toEqual([4, 5, 6].map((month) => [202200 + month, 11_800]));
  const [finding] = (await office.standing()).filter(
    ({ rule_id }) => rule_id === 'deceased/paid-after-death',
  );
  expect(finding).toMatchObject({ amount_fen: 22_600, first_month: 202205, last_month: 202206 });
});

test('a line for one month, or that says nothing of how many, is of its month', async () => {
  expect(await paid(1)).toEqual([[202206, 11_300]]);
  expect(await paid(2)).toEqual([[202206, 11_300]]);
  expect(await paid(6)).toEqual([[202206, 11_800]]);
  expect(await paid(9)).toEqual([[202207, 15_050]]);
});

test('money of several months is of none where the line does not say which, and nobody is accused by it', async () => {
  for (const [index, fen] of [
    [3, 67_800],
    [5, 11_800],
    [8, 45_150],
  ] as const)
    expect(await paid(index)).toEqual([[null, fen]]);
  const accused = (await office.standing()).filter(({ rule_id }) => rule_id.startsWith('eligibility/amount'));
  expect(accused).toEqual([]);
});

test('months made good beside the parts of the month are those before it', async () => {
  expect(await paid(7)).toEqual([
    [202204, 15_050],
    [202205, 15_050],
    [202206, 15_050],
    [202207, 15_050],
  ]);
});

test('a list with lines of six months that nowhere says which asks what its number of months is, one of ones does not', async () => {
  const alone = new Office();
  try {
    const list = (count: number) =>
      csv([
        ['姓名', '身份证号', '发放年月', '发放月数', '发放金额'],
        [...person(0), 202206, count, '678.00'],
        [...person(1), 202206, 1, '113.00'],
      ]);
    alone.put('2022年6月待遇发放花名册.csv', list(6));
    const asked = await alone.night();
    const [{ reason } = { reason: null }] = asked.files;
    expect(reason).toContain('“发放月数”（第 4 列）读作发放月数');
    alone.discard('2022年6月待遇发放花名册.csv');
    alone.put('2022年7月待遇发放花名册.csv', list(1));
    await alone.night();
    expect(
      await alone.read(
        'select total_fen::integer as fen, arrears_fen::integer as arrears from canonical.roster_line order by fen',
      ),
    ).toEqual([
      { fen: 11_300, arrears: 0 },
      { fen: 67_800, arrears: 0 },
    ]);
  } finally {
    alone.remove();
  }
});
