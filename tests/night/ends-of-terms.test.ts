import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from './office.ts';
import { officeWithSentences, type PaidWhileServing } from './sentences.ts';
import { payee } from './small-office.ts';

/** Both ends in one column, how it is served and a remark, in a list that is complete to November 2022. */
const SENTENCES = [
  ['2022年2月10日至2022年11月9日', '', ''],
  ['2022年10月5日至2023年12月4日', '', ''],
  ['2021.11.12-2022.5.11', '', ''],
  ['2021-12-01至2023-11-30', '', '2022年6月20日减刑释放'],
  ['2021年3月1日至2023年2月28日', '2022年4月2日已释放', ''],
  ['2022年1月8日至2023年1月7日', '减刑释放', ''],
  ['2020-12-08至2023-12-07', '', '减刑一年半'],
  ['2021-12-08至2022-11-07', '', '减刑后刑期至2022年9月10日'],
  ['2021-12-08至2022-11-07', '', '于2022年8月18日裁定假释'],
  ['2021-12-08至2022-11-07', '', '假释考验期至2022年11月7日'],
] as const;

let office: Office;
let found: PaidWhileServing[];
beforeAll(async () => {
  const list = {
    file: '法院刑事判决名单.csv',
    title: '法院刑事判决名单（截至2022年11月30日）',
    columns: ['被告人姓名', '身份证号码', '判决书文号', '刑种', '刑期起止', '执行情况', '备注'],
  };
  const terms = SENTENCES.map((cells) => ['有期徒刑', ...cells]);
  ({ office, found } = await officeWithSentences(list, terms));
});
afterAll(() => office.remove());

const of = (place: number) => found.find(({ name }) => name === payee(place).name);

test('months of two figures are read whole in a column that holds both ends of a sentence', () => {
  expect(of(0)).toMatchObject({ first_month: 202203, last_month: 202211 });
  expect(of(1)).toMatchObject({ first_month: 202211, last_month: 202212 });
  expect(of(2)).toMatchObject({ first_month: 202201, last_month: 202205 });
});

test('a day of release that stands in words ends the sentence', () => {
  expect(of(3)).toMatchObject({ last_month: 202206, match_strength: 'confirmed' });
  expect(of(4)).toMatchObject({ last_month: 202204, match_strength: 'confirmed' });
});

test('somebody released early, nobody says when, is accused of nothing for certain', () => {
  expect(of(5)).toMatchObject({ match_strength: 'possible' });
});

test('half years of a reduction are counted', () => {
  expect(of(6)).toMatchObject({ first_month: 202201, last_month: 202206, match_strength: 'confirmed' });
});

test('a reduction that names the new end ends the sentence on it', () => {
  expect(of(7)).toMatchObject({ last_month: 202209, match_strength: 'confirmed' });
});

test('a sentence was served until the day of a parole; a parole whose day nobody tells accuses nobody', () => {
  expect(of(8)).toMatchObject({ last_month: 202208, match_strength: 'confirmed' });
  expect(of(9)).toBeUndefined();
});
