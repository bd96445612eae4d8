import { describe, expect, test } from 'vitest';
import { fenIn, moneyUnit } from './money-unit.ts';

describe('the unit of a column of amounts', () => {
  test.each([
    ['实发金额(分)', [], 1],
    ['实发金额（单位：分）', [], 1],
    ['代缴合计【万元】', [], 1_000_000],
    ['补发/元', ['单位：分'], 100],
    ['合计', ['2023年2月发放名册', '单位：万元'], 1_000_000],
    ['合计', ['2023年2月发放名册（万元）'], 1_000_000],
    ['合计', ['2023年2月发放名册（金额：千元）'], 100_000],
    ['合计', ['金额:分水岭村'], 100],
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

  test('a cell that says its own unit is read in it, and refused where it does not reach the yuan', () => {
    expect(fenIn('0.1356万元', 100)).toBe(135_600);
    expect(fenIn('-0.1356万元', 100)).toBe(-135_600);
    expect(fenIn('0.135605万元', 100)).toBe(135_605);
    expect(fenIn('0.1356万元', 1_000_000)).toBe(135_600);
    expect(fenIn('1.356千元', 100)).toBe(135_600);
    for (const coarse of ['1.2万元', '1万元', '0.13万元', '1.2万', '0.1356050001万元1'])
      expect([coarse, fenIn(coarse, 100)]).toEqual([coarse, null]);
    expect(fenIn('0.1356万元', 1)).toBe(null);
    expect(fenIn('1.356千元', 1_000_000)).toBe(null);
  });

  test('a cell that contradicts the unit of its column is no amount', () => {
    expect(fenIn('118.00元', 1)).toBe(null);
    expect(fenIn('118.00', 1)).toBe(null);
  });
});
