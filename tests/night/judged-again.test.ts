import { expect, test } from 'vitest';
import { addMonths } from '../../core/month.ts';
import { Office } from './office.ts';
import { officeWithSentences } from './sentences.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';

test('a later judgement of the same case takes the place of the earlier one, and one of another case does not', async () => {
  const list = {
    file: '法院刑事判决名单.csv',
    title: '法院刑事判决名单（截至2022年12月15日）',
    columns: ['被告人姓名', '身份证号码', '案号', '罪名', '宣告刑', '判决生效日期', '刑期起', '刑期止'],
  };
  const first = ['盗窃罪', '有期徒刑一年', '2022-03-01', '2022-02-10', '2023-02-09'];
  const { office, found } = await officeWithSentences(
    list,
    [first, first, first, first, first, first],
    [
      [0, '（2022）云25刑终1号', '盗窃罪', '改判无罪', '2022-06-01', '', ''],
      [1, '（2022）云25刑终2号', '盗窃罪', '有期徒刑六个月', '2022-06-01', '', ''],
      [2, '（2022）云25刑终3号', '盗窃罪', '有期徒刑一年，缓刑二年', '2022-06-01', '', ''],
      [3, '（2022）云2504刑初9号', '诈骗罪', '宣告无罪', '2022-06-01', '', ''],
      // no day at all: the number says which case it is
      [5, '（2021）云2504刑初5号', '盗窃罪', '改判无罪', '', '', ''],
    ],
  );
  try {
    const months = (place: number) =>
      found
        .filter(({ name }) => name === payee(place).name)
        .map(({ first_month, last_month }) => [first_month, last_month]);
    expect([0, 1, 2, 3, 4, 5].map(months)).toEqual([
      [],
      [[202203, 202208]],
      [],
      [[202203, 202212]],
      [[202203, 202212]],
      [],
    ]);
  } finally {
    office.remove();
  }
});

test('an acquittal that names neither case nor day ends the one judgement somebody has, and leaves several in doubt', async () => {
  const office = new Office();
  try {
    for (let month = 202201; month <= 202212; month = addMonths(month, 1))
      office.put(rosterName(month), roster(month));
    const list = (rows: readonly (readonly [place: number, ...cells: string[]])[]) =>
      csv([
        ['姓名', '身份证号码', '刑种', '刑期起', '刑期止', '备注'],
        ...rows.map(([place, ...cells]) => [payee(place).name, payee(place).residentId, ...cells]),
      ]);
    const served = ['有期徒刑', '2022-03-01', '2022-08-31', ''] as const;
    office.put(
      '法院服刑人员名单.csv',
      list([
        [0, ...served],
        [0, '改判无罪', '', '', ''],
        [1, ...served],
        [2, ...served],
        [2, '', '', '', '改判无罪'],
        [3, ...served],
        [3, '有期徒刑', '2022-10-01', '2022-11-30', ''],
        [3, '改判无罪', '', '', ''],
        [4, ...served],
        [4, '无罪', '2022-03-01', '2022-08-31', ''],
        [5, ...served],
        [5, '改判无罪', '三月某日', '', ''],
        [6, ...served],
      ]),
    );
    office.put('法院服刑人员名单（补充）.csv', list([[1, '无罪', '', '', '']]));
    await office.night('2022-12-31');
    const found = await office.read<{ name: string; match_strength: string }>(
      "select name, match_strength from result.finding where rule_id = 'imprisonment/paid-while-imprisoned'",
    );
    const strengths = (place: number) =>
      found.filter(({ name }) => name === payee(place).name).map(({ match_strength }) => match_strength);
    expect([0, 1, 2, 3, 4, 5, 6].map(strengths)).toEqual([
      [],
      [],
      [],
      ['possible', 'possible'],
      [],
      ['possible'],
      ['confirmed'],
    ]);
  } finally {
    office.remove();
  }
});
