import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, type Line, payee, residentIdOf, roster, rosterName } from './small-office.ts';
import { appointSupervisor } from './supervisor.ts';

const [WRONG, DEAD, VOID, REMARKED, SURVIVOR, RETIRED] = [0, 1, 2, 3, 4, 5].map(payee);

/** More people than are looked at to know what a column holds; none of them draws a pension here. */
const others = (rest: Line): Line[] =>
  Array.from({ length: 330 }, (_, index) => [
    '陌远山',
    residentIdOf(String(19300101 + (index % 28) + 10_000 * Math.floor(index / 28)), 990 + (index % 9)),
    ...rest,
  ]);

let office: Office;
beforeAll(async () => {
  office = new Office();
  appointSupervisor(office);
  for (const month of [202204, 202205, 202206]) office.put(rosterName(month), roster(month));
  const died: Line = ['2022-03-05', '2022-03-20', '死亡'];
  office.put(
    '公安死亡注销.csv',
    csv([
      ['姓名', '身份证号', '死亡日期', '注销日期', '注销原因', '备注', '情况说明', '处理意见'],
      ...others([...died, '', '', '属实']),
      [WRONG!.name, WRONG!.residentId, ...died, '', '', '经核系误报'],
      [VOID!.name, VOID!.residentId, ...died, '', '', '作废'],
      [REMARKED!.name, REMARKED!.residentId, ...died, '已通知家属', '村委会说健在', '属实'],
      [DEAD!.name, DEAD!.residentId, ...died, '已通知家属', '在家中去世', '属实'],
    ]),
  );
  const drawing: Line = ['企业职工基本养老保险', '正常领取', '202001'];
  office.put(
    '职工养老保险待遇领取名单.csv',
    csv([
      ['姓名', '身份证号码', '险种', '待遇状态', '待遇起始年月', '与参保人关系'],
      ...others([...drawing, '']),
      [SURVIVOR!.name, SURVIVOR!.residentId, ...drawing, '配偶'],
      [RETIRED!.name, RETIRED!.residentId, ...drawing, '本人'],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

const told = async (): Promise<string[][]> =>
  (await office.standing())
    .filter(({ rule_id }) => /^d/.test(rule_id))
    .map(({ rule_id, name }) => [rule_id, name])
    .toSorted();

const CERTAIN = [
  ['deceased/paid-after-death', DEAD!.name],
  ['dual-benefit/employee-pension', RETIRED!.name],
];

test('a doubt far down in a column that nobody reads keeps its row from accusing, and the others accuse', async () => {
  expect(await told()).toEqual(CERTAIN);
  const words = await office.json<{ waiting: { field: string; word: string }[] }>('words', 'list');
  expect(words.waiting.map(({ field, word }) => [field, word]).toSorted()).toEqual([
    ['unread', '与参保人关系：配偶'],
    ['unread', '处理意见：作废'],
    ['unread', '处理意见：经核系误报'],
    ['unread', '情况说明：村委会说健在'],
  ]);
});

test('what such a cell means is taught as a word is: it says nothing, or its row is void', async () => {
  for (const [word, means] of [
    ['处理意见：作废', 'void'],
    ['情况说明：村委会说健在', 'nothing'],
  ]) {
    const taught = await office.run(
      ...['words', 'teach', 'police-death', 'unread', word!, means!, '--save', '--reason', '已核实'],
      ...['--as', 'li'],
    );
    expect(taught.code).toBe(0);
  }
  await office.night();
  expect(await told()).toEqual([
    ...CERTAIN.slice(0, 1),
    ['deceased/paid-after-death', REMARKED!.name],
    ...CERTAIN.slice(1),
  ]);
});
