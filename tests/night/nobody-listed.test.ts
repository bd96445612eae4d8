import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

/** Dead since March, with a balance in December: the lists of refunds of nine months say who was settled since. */
const REFUNDS = ['姓名', '身份证号', '退保原因', '退保金额', '退还日期', '备注'];
const NOBODY = ['合计', '', '', '0.00', '', ''];

async function officeWith(lastList: readonly (readonly string[])[]): Promise<Office> {
  const office = new Office();
  for (const month of [202201, 202202]) office.put(rosterName(month), roster(month));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220305' }]));
  office.put(
    '个人账户台账2022年3月.csv',
    csv([
      ['个人账户台账（截至2022年3月31日）'],
      ['姓名', '身份证号', '账户余额', '其中：政府补贴'],
      [payee(0).name, payee(0).residentId, '1000.00', '100.00'],
    ]),
  );
  for (let month = 4; month <= 9; month += 1)
    office.put(`2022年${month}月退保清退名单.csv`, csv([[`2022年${month}月退保清退名单`], REFUNDS]));
  office.put('2022年10月退保清退名单.csv', csv([['2022年10月退保清退名单'], REFUNDS, ...lastList]));
  await office.night('2022-12-28');
  return office;
}

const owed = async (office: Office): Promise<(number | null)[]> =>
  (await office.standing())
    .filter(({ rule_id }) => rule_id === 'account/unsettled-after-death')
    .map(({ amount_fen }) => amount_fen);

let nobody: Office;
let somebody: Office;
beforeAll(async () => {
  nobody = await officeWith([NOBODY]);
  somebody = await officeWith([NOBODY.with(3, '5000.00')]);
}, 120_000);
afterAll(() => {
  nobody.remove();
  somebody.remove();
});

test('monthly lists of refunds that name nobody have come, and say that nobody was settled', async () => {
  expect(await owed(nobody)).toEqual([100_000]);
});

test('one whose own sum says that somebody was on it proves nothing', async () => {
  expect(await owed(somebody)).toEqual([]);
});
