import { expect, test } from 'vitest';
import { type DateStyle, formOf, type MonthStyle } from './form.ts';

test('each office writes the same day in its own way', () => {
  const styles: DateStyle[] = ['compact', 'iso', 'loose', 'chinese', 'slash', 'dot', 'serial'];
  expect(styles.map((style) => formOf(style, 'compact', 'plain').date('2022-05-31'))).toEqual([
    '20220531',
    '2022-05-31',
    '2022-5-31',
    '2022年5月31日',
    '2022/05/31',
    '2022.5.31',
    44_712,
  ]);
});

test('each office writes the same month in its own way', () => {
  const styles: MonthStyle[] = ['compact', 'dot', 'dash', 'chinese', 'slash', 'number'];
  expect(styles.map((style) => formOf('iso', style, 'plain').month(202205))).toEqual([
    '202205',
    '2022.5',
    '2022-05',
    '2022年5月',
    '2022/05',
    202205,
  ]);
});

test('amounts carry commas, the unit, or stand as numbers', () => {
  const write = (style: 'plain' | 'comma' | 'yuan' | 'number', fen: number) =>
    formOf('iso', 'compact', style).money(fen);
  expect(write('plain', 21_805)).toBe('218.05');
  expect(write('comma', 123_456_789)).toBe('1,234,567.89');
  expect(write('yuan', 135_600)).toBe('1,356.00元');
  expect(write('number', 21_805)).toBe(218.05);
});
