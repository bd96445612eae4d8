import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPointOne, parseDate, parseMonth } from './dates.ts';

const DAY = { on: '2022-05-31', month: 202205, precision: 'day' };
const MONTH = { on: null, month: 202205, precision: 'month' };

const someDay = fc
  .date({ min: new Date('1850-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a year in two figures', () => {
  test.each(['22年5月31日', '22.5.31', '22年05月31号'])('%s is the last day of May 2022', (text) => {
    expect(parseDate(text)).toEqual(DAY);
  });

  test('is one of a month where a month stands', () => {
    expect(parseDate('22年5月')).toEqual(MONTH);
    expect(['22.5', '22.05', '22.10', '22年10月份'].map((text) => parseMonth(text))).toEqual([
      202205, 202205, 202210, 202210,
    ]);
  });

  test('is none where it may be something else', () => {
    // an amount, a birth, day and month turned round, October as a number
    for (const text of ['22.5', '50.5.31', '22/5/31', '5/31/22', '22.13.1'])
      expect(parseDate(text)).toBeNull();
    expect(parseMonth('22.1')).toBeNull();
  });
});

describe('a day', () => {
  test.each([
    '20220531',
    '2022-05-31',
    '2022-5-31',
    '2022/05/31',
    '2022/5/31',
    '2022.5.31',
    '2022．5．31',
    '2022。5。31',
    '2022、5、31',
    '2022，5，31',
    '2022 5 31',
    '2022. 5. 31',
    '2022年5月31日',
    '2022年05月31',
    '2022年5月31号',
    '2022 年 5 月 31 日',
    '２０２２年５月３１日',
    '２０２２０５３１',
    "'20220531",
    '\ufeff2022–05–31 ',
    '20220531.0',
    '20220531235959',
    '202205310830',
    '2022-05-31 00:00:00',
    '2022-05-31 08:30:00.0',
    '2022/5/31 8:30',
    '2022/5/31 8:30:00 PM',
    '2022年5月31日 8时30分',
    '2022年5月31日8:30',
    '2022-05-31T00:00:00',
    '2022-05-31T00:00:00.000',
    '2022-05-31T00:00:00+08:00',
    '二〇二二年五月三十一日',
    '二○二二年五月卅一日',
    '二零二二年 五月 三十一号',
    '44712',
    '44712.0',
    '44712.5',
  ])('%s is the last day of May 2022', (text) => {
    expect(parseDate(text)).toEqual(DAY);
  });

  test.each([
    ['二〇二二年十月十日', '2022-10-10'],
    ['二〇二一年十二月二十日', '2021-12-20'],
    ['二〇二〇年二月廿九日', '2020-02-29'],
    ['一九九八年〇三月〇五日', '1998-03-05'],
    ['二〇二一年二月廿九日', undefined],
    ['二二年三月五日', undefined],
    ['农历二〇二二年正月初五', undefined],
  ])('%s, written in characters, is %s', (text, on) => expect(parseDate(text)?.on).toBe(on));

  test('a moment in universal time is the day it was in China', () => {
    expect(parseDate('2022-05-30T16:00:00.000Z')).toEqual(DAY);
    expect(parseDate('2022-05-31T15:59:59Z')).toEqual(DAY);
    expect(parseDate('2022-05-31T16:00:00Z')?.on).toBe('2022-06-01');
  });

  test('every day is read alike in every notation', () => {
    fc.assert(
      fc.property(someDay, (on) => {
        const [year, month, day] = on.split('-').map(Number);
        const notations = [
          on,
          on.replaceAll('-', ''),
          on.replaceAll('-', '/'),
          `${year}.${month}.${day}`,
          `${year}年${month}月${day}日`,
        ];
        for (const text of notations) expect(parseDate(text)?.on).toBe(on);
      }),
    );
  });

  test('a serial number counts days as a spreadsheet does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 59_999 }), (serial) => {
        const days =
          Date.parse(parseDate(String(serial + 1))!.on!) - Date.parse(parseDate(String(serial))!.on!);
        expect(days).toBe(86_400_000);
      }),
    );
    expect(parseDate('36526')?.on).toBe('2000-01-01');
    expect(parseDate('20000')?.on).toBe('1954-10-03');
  });
});

describe('a month', () => {
  test.each([
    '202205',
    '2022.5',
    '2022.05',
    '2022-5',
    '2022-05',
    '2022/5',
    '2022，5',
    '2022,05',
    '2022年5月',
    '2022年05月份',
    '2022 年 5 月',
    '２０２２．５',
    '202205.0',
  ])('%s is May 2022', (text) => {
    expect(parseDate(text)).toEqual(MONTH);
  });

  test('2022.1 is January or October, as whoever knows says', () => {
    expect(parseDate('2022.10')?.month).toBe(202210);
    expect(parseDate('2022.01')?.month).toBe(202201);
    expect(parseDate('2022.1')).toEqual({ on: null, month: null, precision: 'month' });
    expect(parseDate('2022.1', 1)?.month).toBe(202201);
    expect(parseDate('２０２２．１', 10)?.month).toBe(202210);
    expect(['2022.1', '2022.10', '2022.1.5', '2022-1', '2022年1月'].map(isPointOne)).toEqual([
      true,
      ...[false, false, false, false],
    ]);
  });
});

test('a year alone has neither day nor month', () => {
  for (const text of ['1948', '1948年', '1948.0']) {
    expect(parseDate(text)).toEqual({ on: null, month: null, precision: 'year' });
  }
});

describe('no date', () => {
  test.each([
    ['the 31st of a short month', '2022-04-31'],
    ['the 29th of February of a common year', '20220229'],
    ['a thirteenth month', '202213'],
    ['a month zero', '2022.0.5'],
    ['day zero', '20220500'],
    ['an impossible day of an ISO moment', '2022-02-30T00:00:00Z'],
    ['years before 1850', '18491231'],
    ['years after 2100', '21010101'],
    ['serial numbers out of range', '19999'],
    ['serial numbers out of range', '60001'],
    ['two digits of a year of another century', '50.5.31'],
    ['a range', '2022.5-2022.8'],
    ['words', '去年五月'],
    ['nothing', ''],
    ['blanks', ' 　'],
    ['a dash', '-'],
    ['a fraction of a month number', '202205.5'],
    ['a number of a person', '532526194809069964'],
  ])('%s: %s', (_what, text) => {
    expect(parseDate(text)).toBeNull();
  });

  test('null', () => {
    expect(parseDate(null)).toBeNull();
  });

  test('whatever stands in a cell, the reader does not throw and names no impossible day', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d.\-/年月日 :T]{0,16}$/)),
        (text) => {
          const parsed = parseDate(text);
          if (parsed?.on) expect(new Date(parsed.on).toISOString().slice(0, 10)).toBe(parsed.on);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
