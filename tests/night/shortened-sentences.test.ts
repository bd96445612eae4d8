import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from './office.ts';
import { officeWithSentences, type PaidWhileServing } from './sentences.ts';
import { payee } from './small-office.ts';

/** Penalty, both ends, how it is served and a remark, in a list that is complete to 15 December 2022. */
const SENTENCES = [
  ['有期徒刑', '2021-12-08', '2022-11-07', '', '2022年5月10日裁定减刑六个月'],
  ['有期徒刑', '2021-12-08', '2022-11-07', '', '减刑2个月、减刑三个月'],
  ['有期徒刑', '2021-12-08', '2022-11-07', '已减刑', ''],
  ['有期徒刑', '2021-12-08', '2022-11-07', '减刑释放', ''],
  ['有期徒刑一年，减刑半年', '2021-12-08', '', '', ''],
  ['有期徒刑', '2021-12-08', '2022-11-07', '', '减刑六个月，2022年8月30日释放'],
  ['有期徒刑', '2021-12-08', '2022-11-07', '', '减刑两次，减刑三个月'],
  ['有期徒刑', '2021-12-08', '2022-11-07', '', '2022年3月10日裁定减刑二个月，提前释放'],
  ['有期徒刑十个月，合并执行有期徒刑一年', '2021-10-08', '', '', ''],
  ['有期徒刑一年减为八个月', '2021-12-08', '2022-11-07', '', ''],
] as const;

let office: Office;
let found: PaidWhileServing[];
beforeAll(async () => {
  const list = {
    file: '监狱在押罪犯名单.csv',
    title: '监狱在押罪犯名单（截至2022年12月15日）',
    columns: ['罪犯姓名', '身份证号码', '判决书文号', '刑种', '刑期起', '刑期止', '执行情况', '备注'],
  };
  ({ office, found } = await officeWithSentences(list, SENTENCES));
});
afterAll(() => office.remove());

const of = (place: number) =>
  found
    .filter(({ name }) => name === payee(place).name)
    .map(({ first_month, last_month, match_strength }) => [first_month, last_month, match_strength]);

test('a reduction of stated length shortens what is certain, and the rest up to the stated end is doubtful', () => {
  expect(of(0)).toEqual([
    [202201, 202205, 'confirmed'],
    [202206, 202211, 'possible'],
  ]);
});

test('several reductions are added up', () => {
  expect(of(1)).toEqual([
    [202201, 202206, 'confirmed'],
    [202207, 202211, 'possible'],
  ]);
});

test('a reduction whose length or day nobody tells leaves nothing certain', () => {
  for (const place of [2, 3, 6]) expect(of(place)).toEqual([[202201, 202211, 'possible']]);
});

test('the length of a reduction is not added to that of the sentence', () => {
  expect(of(4)).toEqual([
    [202201, 202206, 'confirmed'],
    [202207, 202212, 'possible'],
  ]);
});

test('a day of release beside a reduction ends the sentence', () => {
  expect(of(5)).toEqual([[202201, 202208, 'confirmed']]);
});

test('of several lengths in one cell the last counts, and counts whole', () => {
  expect(of(8)).toEqual([[202201, 202210, 'confirmed']]);
  expect(of(9)).toEqual([
    [202201, 202208, 'confirmed'],
    [202209, 202211, 'possible'],
  ]);
});

test('the day of a ruling is no day of release', () => {
  expect(of(7)).toEqual([
    [202201, 202209, 'confirmed'],
    [202210, 202211, 'possible'],
  ]);
});
