import { describe, expect, test } from 'vitest';
import { fenIn, moneyUnit } from './money-unit.ts';

describe('the unit of a column of amounts', () => {
  test.each([
    ['实发金额(分)', [], 1],
    ['实发金额（单位：分）', [], 1],
    ['代缴合计【万元】', [], 1_000_000],
    ['补发/元', ['单位：分'], 100],
    ['合计', ['2023年2月发放名册', '单位：万元'], 1_000_000],
    ['合计', ['填报单位：分水岭村委会'], 100],
    ['部分(补)', [], 100],
    ['合计', [], 100],
  ])('%s below %j', (header, title, unit) => expect(moneyUnit(header, title)).toBe(unit));

  test('an amount is read in the unit of its column, to the fen', () => {
    expect(fenIn('11800', 1)).toBe(11_800);
    expect(fenIn('1,018.00', 100)).toBe(101_800);
    expect(fenIn('0.0118', 1_000_000)).toBe(11_800);
    expect(fenIn('1,000.4792', 1_000_000)).toBe(1_000_479_200);
    expect(fenIn('-0.4792', 1_000_000)).toBe(-479_200);
    expect(fenIn('0.00000049', 1_000_000)).toBe(null);
    expect(fenIn('12,34', 1_000_000)).toBe(null);
    expect(fenIn('1.5', 1_000_000)).toBe(1_500_000);
  });

  test('a cell that contradicts the unit of its column is no amount', () => {
    expect(fenIn('118.00元', 1)).toBe(null);
    expect(fenIn('118.00', 1)).toBe(null);
  });
});
