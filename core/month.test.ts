import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonths,
  chineseMonth,
  daysInMonth,
  formatMonth,
  isMonth,
  monthOf,
  monthsBetween,
} from './month.ts';

const anyMonth = fc
  .tuple(fc.integer({ min: 1900, max: 2050 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => year * 100 + month);

test('the month after December is January of the next year', () => {
  expect(addMonths(202212, 1)).toBe(202301);
  expect(addMonths(202301, -1)).toBe(202212);
  expect(addMonths(202208, -3)).toBe(202205);
});

test('a death in May and the last payment in August are three months apart', () => {
  expect(monthsBetween(202205, 202208)).toBe(3);
  expect(monthsBetween(202208, 202205)).toBe(-3);
  expect(monthsBetween(202205, 202205)).toBe(0);
});

test('adding months and counting them are inverse', () => {
  fc.assert(
    fc.property(anyMonth, fc.integer({ min: -500, max: 500 }), (month, n) => {
      expect(monthsBetween(month, addMonths(month, n))).toBe(n);
    }),
  );
});

test('months sort as numbers in the order of time', () => {
  fc.assert(
    fc.property(anyMonth, anyMonth, (left, right) => {
      expect(Math.sign(monthsBetween(left, right))).toBe(Math.sign(right - left));
    }),
  );
});

test('the month of a day', () => {
  expect(monthOf('2022-05-31')).toBe(202205);
  expect(() => monthOf('20220531')).toThrow(RangeError);
  expect(() => monthOf('2022-13-01')).toThrow(RangeError);
});

test('only YYYYMM between 1850 and 2100 is a month', () => {
  for (const month of [185001, 202205, 210012]) expect(isMonth(month)).toBe(true);
  for (const not of [184912, 210101, 202200, 202213, 2022, 202205.5, Number.NaN])
    expect(isMonth(not)).toBe(false);
});

test('arithmetic with something that is not a month is a fault', () => {
  expect(() => addMonths(202213, 1)).toThrow(RangeError);
  expect(() => addMonths(210012, 1)).toThrow(RangeError);
  expect(() => addMonths(202205, 0.5)).toThrow(RangeError);
  expect(() => monthsBetween(202205, 0)).toThrow(RangeError);
});

test('1900 was no leap year, 2000 was', () => {
  expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
});

test('a month is written with a dash in tables and with its characters in Chinese sentences', () => {
  expect(formatMonth(202205)).toBe('2022-05');
  expect(chineseMonth(202205)).toBe('2022年5月');
  expect(formatMonth(202212)).toBe('2022-12');
});
