import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { Office } from './office.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';

const [NAMED, NAMELESS] = [0, 1].map(payee);

let office: Office;
let night: NightSummary;
beforeAll(async () => {
  office = new Office();
  for (const month of [202204, 202205, 202206]) office.put(rosterName(month), roster(month));
  office.put(
    '公安死亡注销.csv',
    csv([
      ['姓名', '身份证号', '死亡日期', '注销日期', '注销原因'],
      [NAMED!.name, NAMED!.residentId, '2022-03-05', '2022-03-20', '死亡'],
      ['', NAMELESS!.residentId, '2022-03-05', '2022-03-20', '死亡'],
    ]),
  );
  night = await office.night();
});
afterAll(() => office.remove());

test('a row that carries a number and no name finds whom it may mean, in no certain total, and says why', async () => {
  const found = await office.read<{ name: string; match_strength: string; grounds: string }>(
    'select name, match_strength, grounds from result.finding order by match_strength',
  );
  expect(found.map(({ name, match_strength }) => [name, match_strength])).toEqual([
    [NAMED!.name, 'confirmed'],
    [NAMELESS!.name, 'probable'],
  ]);
  expect(found[1]?.grounds).toContain('没有写姓名');
  expect(night.totals).toMatchObject({ confirmed_fen: 65_400, weak_fen: 65_400 });
});
