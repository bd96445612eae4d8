import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLong } from '../support/is-long.ts';
import { Office, type PublishedFinding } from './office.ts';
import { csv, type Line, payee, roster, rosterName } from './small-office.ts';

const who = (index: number): Line => [payee(index).name, payee(index).residentId];

/** Each list with the column that says what the rows are, and the same list without it, as it is sent the next time. */
const LISTS: readonly { name: string; header: Line; rows: readonly Line[] }[] = [
  {
    name: '公安死亡名单',
    header: ['姓名', '身份证号', '死亡日期', '注销原因', '是否撤销'],
    rows: [
      [...who(0), '2022-05-10', '死亡', '是'],
      [...who(1), '2022-05-31', '死亡', '否'],
    ],
  },
  {
    name: '火化名单',
    header: ['姓名', '身份证号', '火化日期', '是否作废'],
    rows: [
      [...who(2), '2022-05-12', '是'],
      [...who(9), '2022-12-12', '否'],
    ],
  },
  {
    name: '服刑人员名单',
    header: ['姓名', '身份证号', '刑种', '刑期起始日期', '刑期截止日期', '是否缓刑'],
    rows: [
      [...who(3), '有期徒刑', '2022-03-01', '2023-03-01', '是'],
      [...who(4), '有期徒刑', '2022-06-01', '2023-03-01', '否'],
    ],
  },
  {
    name: '职工养老待遇',
    header: ['姓名', '身份证号', '待遇开始年月', '月养老金', '人员状态'],
    rows: [
      [...who(5), '2021-03', '2500.00', '正常参保'],
      [...who(6), '2022-07', '2500.00', '待遇领取'],
    ],
  },
];

/** Lists whose last column says when it ended; no cell of it is blank. */
const ENDING: typeof LISTS = [
  {
    name: '看守所羁押服刑人员',
    header: ['姓名', '身份证号', '刑种', '刑期起始日期', '释放日期'],
    rows: [[...who(7), '有期徒刑', '2021-03-01', '2022-05-10']],
  },
  {
    name: '机关养老金人员',
    header: ['姓名', '身份证号', '待遇开始年月', '月养老金', '待遇终止年月'],
    rows: [[...who(8), '2021-03', '2500.00', '2022-05']],
  },
];

const AGAIN: readonly [how: string, (line: Line, index: number) => Line][] = [
  ['without a column', (line) => line.slice(0, -1)],
  ['with a column that is blank for some', (line, index) => (index === 1 ? line.with(-1, '') : line)],
];

/** `npm run test:long` has both. */
describe.each(isLong ? AGAIN : AGAIN.slice(0, 1))('a list that is sent again %s', (_how, change) => {
  let office: Office;
  let found: PublishedFinding[];
  beforeAll(async () => {
    office = new Office();
    for (const month of [202205, 202206, 202207]) office.put(rosterName(month), roster(month));
    for (const { name, header, rows } of [...LISTS, ...ENDING])
      office.put(`${name}1.csv`, csv([header, ...rows]));
    await office.night('2022-12-28');
    for (const { name, header, rows } of LISTS)
      office.put(`${name}2.csv`, csv([header, ...rows].map(change)));
    for (const { name, header, rows } of ENDING)
      office.put(`${name}2.csv`, csv([header, ...rows].map((line) => line.slice(0, -1))));
    await office.night('2022-12-29');
    found = await office.standing();
  });
  afterAll(() => office.remove());

  const claimed = (rule: string): unknown[] =>
    found.filter(({ rule_id }) => rule_id === rule).map(({ name, amount_fen }) => [name, amount_fen]);

  test('revives no death that was taken back, and no record that was void', () => {
    expect(claimed('deceased/paid-after-death')).toEqual([[payee(1).name, 43_600]]);
  });

  test('puts nobody on probation or released behind bars', () => {
    expect(claimed('imprisonment/paid-while-imprisoned').toSorted()).toEqual(
      [4, 7].map((index) => [payee(index).name, 21_800]).toSorted(),
    );
  });

  test('makes no pension of an insurance, and still tells until when one was drawn', () => {
    expect(claimed('dual-benefit/employee-pension').toSorted()).toEqual(
      [6, 8].map((index) => [payee(index).name, 11_800]).toSorted(),
    );
  });
});
