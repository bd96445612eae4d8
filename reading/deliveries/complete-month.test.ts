import { expect, test } from 'vitest';
import { titledMonths } from './complete-month.ts';

const list = (name: string, title: string, received_at = '2023-01-05T08:00:00Z') =>
  titledMonths({
    receipt: { name, received_at },
    reading: { sheets: [{ title: [title], sheet: 'Sheet1' }] },
  } as unknown as Parameters<typeof titledMonths>[0]);

test('a list is of the months that its title names, or its name where the title names none', () => {
  expect(list('发放表.xlsx', '2022年第三季度丧葬补助金发放表')).toEqual({ first: 202207, last: 202209 });
  expect(list('2022年上半年丧葬补助金.xlsx', '丧葬补助金发放表')).toEqual({ first: 202201, last: 202206 });
});

test('a list says nothing of months that were not over when it arrived', () => {
  const early = (on: string) => list('发放表.xlsx', '2022年第三季度丧葬补助金发放表', `${on}T08:00:00Z`);
  expect(early('2022-09-20')).toEqual({ first: 202207, last: 202208 });
  expect(early('2022-07-20')).toBeNull();
});

test('a list of arrears, a batch and a part are not all of their months', () => {
  expect(list('发放表.xlsx', '2022年上半年丧葬补助金补发表')).toBeNull();
  expect(list('发放表.xlsx', '2022年上半年丧葬补助金（第二批）')).toBeNull();
  expect(list('发放表.xlsx', '2022年上半年丧葬补助金（部分）')).toBeNull();
});
