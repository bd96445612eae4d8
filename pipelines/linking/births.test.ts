import { Solar } from 'lunar-typescript';
import { describe, expect, it } from 'vitest';
import { lunarReading, readBirth } from './births.ts';

describe('a cell of a birth column', () => {
  it.each([
    ['1948-03-12', 19480312, 1948],
    ['1948.3.12', 19480312, 1948],
    ['1948年3月12日', 19480312, 1948],
    ['17604', 19480312, 1948],
    ['23233', 19630810, 1963],
    ['1948', null, 1948],
    ['1948年', null, 1948],
    ['1948-02-30', null, null],
    ['昨天', null, null],
  ])('%s is read as day %s of year %s', (raw, day, year) => {
    expect(readBirth(raw)).toEqual({ day, year });
  });
});

describe('the lunar reading of a day', () => {
  it.each([
    [19511001, 19510901],
    [19540321, 19540217],
    [19500217, 19500101],
  ])('%i is %i', (day, lunar) => {
    expect(lunarReading(day)).toBe(lunar);
  });

  it('is the day itself where the calendar ends', () => {
    expect([lunarReading(17991231), lunarReading(22010101)]).toEqual([17991231, 22010101]);
  });

  it('agrees with the calendar library on every ninth day of two centuries', () => {
    for (let time = Date.UTC(1850, 0, 1); time < Date.UTC(2050, 0, 1); time += 9 * 86_400_000) {
      const date = new Date(time);
      const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      const lunar = Solar.fromYmd(year, month, day).getLunar();
      expect(lunarReading(year * 10_000 + month * 100 + day)).toBe(
        lunar.getYear() * 10_000 + Math.abs(lunar.getMonth()) * 100 + lunar.getDay(),
      );
    }
  });
});
