import { expect, test } from 'vitest';
import { officeWithSentences } from './sentences.ts';
import { payee } from './small-office.ts';

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
