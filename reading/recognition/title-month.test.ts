import { expect, test } from 'vitest';
import { listMonth, monthNamed, monthsNamed, sheetMonth } from './title-month.ts';

test.each([
  ['二〇二三年一月养老金发放名册', 202301],
  ['二○二二年十二月', 202212],
  ['二零二三年十月份', 202310],
  ['2023年3月', 202303],
  ['二三年三月', null],
])('%s names the month %s', (title, month) => expect(monthNamed(title)).toBe(month));

test.each([
  ['2022年第三季度丧葬补助金发放表', [202207, 202209]],
  ['2022年1季度丧葬费', [202201, 202203]],
  ['2022年度第四季度丧葬补助金', [202210, 202212]],
  ['二〇二二年上半年丧葬补助金发放花名册', [202201, 202206]],
  ['2022年7-9月丧葬补助金', [202207, 202209]],
  ['2021年11月至2022年2月丧葬补助金', [202111, 202202]],
  ['丧葬补助金发放表（2022年度）', [202201, 202212]],
  ['2022年7月丧葬补助金', [202207, 202207]],
  // a year alone may be a list of a part of it
  ['2022年丧葬补助金发放表', null],
  ['丧葬补助金发放表', null],
])('%s is of the months %s', (title, months) => {
  const named = monthsNamed(title);
  expect(named && [named.first, named.last]).toEqual(months);
});

test.each([
  [['制表日期：2022年7月5日', '2022年6月养老金发放花名册'], 202206],
  [['填报时间 2022-07-05 所属期：2022年6月'], 202206],
  [['养老金发放花名册', '', '2022年6月.csv'], 202206],
  [['2022年度养老金发放花名册', '2022年6月'], 202206],
  [['养老金发放花名册 2022年6月30日'], 202206],
  // paid for several months, nobody knows how much for which
  [['2022年4-6月养老金发放花名册', '', '2022年4月.csv'], null],
  [['2022年第二季度养老金发放'], null],
  [['养老金发放花名册', '打印日期：2022年7月5日'], null],
])('a list called %j is of %s', (texts, month) => expect(listMonth(texts)).toBe(month));

test.each([
  ['2022年养老金发放花名册', '6月', 202206],
  ['2022年度养老金发放花名册', '06月份发放表', 202206],
  ['2022年第二季度养老金发放花名册', '6月', 202206],
  ['2022年第二季度养老金发放花名册', '7月', null],
  ['2022年6月养老金发放花名册', '6月', 202206],
  // a copied sheet whose title, or whose name, is the other's
  ['2022年6月养老金发放花名册', '7月', null],
  ['2021年至2022年养老金发放花名册', '6月', null],
  ['2021-2022年度养老金发放花名册', '6月', null],
  ['2022年养老金发放花名册', '补发6月', null],
  ['2022年养老金发放花名册', '6', null],
])('a sheet under %s called %s is of %s', (title, sheet, month) =>
  expect(sheetMonth([title], { sheet, file: '花名册.xlsx' })).toBe(month),
);
