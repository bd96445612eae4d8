import { describe, expect, test } from 'vitest';
import { currentRegion, isKnownRegion, regionName } from './index.ts';

describe('places', () => {
  test('弥勒 was a county until 2013 and is a city today, under another code', () => {
    expect(regionName('532526')).toBe('弥勒县');
    expect(regionName('532504')).toBe('弥勒市');
    expect(currentRegion('532526')).toBe('532504');
    expect(currentRegion('532504')).toBe('532504');
  });

  test.each([
    ['532522', '532503', '蒙自'],
    ['530328', '530303', '沾益, a county that became a district'],
    ['532224', '530381', '宣威, whose prefecture became a city'],
    ['532401', '530402', '玉溪, which took another name'],
    ['533421', '533401', '中甸, now 香格里拉'],
    ['510227', '500152', '潼南, since gone to another province'],
    ['442000', '442000', '中山, a city without counties'],
  ])('%s is today %s (%s)', (retired, current) => {
    expect(currentRegion(retired)).toBe(current);
  });

  test('a place that was split keeps its own code', () => {
    expect(currentRegion('533221')).toBe('533221');
    expect(regionName('533221')).toBe('丽江纳西族自治县');
  });

  test.each(['000000', '999999', '532599', '53252', 'abcdef', '530000'])('%s was never a county', (code) => {
    expect(isKnownRegion(code)).toBe(false);
    expect(currentRegion(code)).toBeNull();
  });
});
