import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCalendarDays, addCalendarMonths, addWorkingDays, nextWorkingDay } from './working-days.ts';

const dayIn2010s = fc
  .date({ min: new Date('2010-01-01'), max: new Date('2019-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('working days', () => {
  test('the day of service does not count', () => {
    expect(addWorkingDays('2022-05-10', 1)).toEqual({ on: '2022-05-11', isCertain: true, note: null });
    expect(addWorkingDays('2022-05-13', 1).on).toBe('2022-05-16');
    expect(addWorkingDays('2022-05-14', 0).on).toBe('2022-05-14');
  });

  test('the National Day holiday is left out and the weekend that makes up for it counts', () => {
    // 1–7 October 2022 free; Saturday 8 and Sunday 9 October worked.
    expect(addWorkingDays('2022-09-30', 1).on).toBe('2022-10-08');
    expect(addWorkingDays('2022-09-30', 2).on).toBe('2022-10-09');
    expect(addWorkingDays('2022-09-30', 10).on).toBe('2022-10-19');
  });

  test('ten working days after a reminder in January 2023 go over the Spring Festival', () => {
    // 21–27 January free; Saturday 28 and Sunday 29 January worked.
    expect(addWorkingDays('2023-01-16', 10)).toEqual({ on: '2023-02-02', isCertain: true, note: null });
  });

  test('counting back undoes counting on from a working day', () => {
    fc.assert(
      fc.property(dayIn2010s, fc.integer({ min: 1, max: 60 }), (on, n) => {
        const start = nextWorkingDay(on).on;
        expect(addWorkingDays(addWorkingDays(start, n).on, -n).on).toBe(start);
      }),
    );
  });

  test('a term that reaches into a year without announced holidays is said to be uncertain', () => {
    const far = addWorkingDays('2090-05-10', 1);
    expect(far).toMatchObject({ on: '2090-05-11', isCertain: false });
    expect(far.note?.zh).toContain('2090年');
    expect(far.note?.en).toContain('2090');
    expect(addWorkingDays('2001-05-10', 1)).toMatchObject({ isCertain: false });
  });

  test('what is not a date or a whole number is a fault', () => {
    expect(() => addWorkingDays('2022-02-30', 1)).toThrow(RangeError);
    expect(() => addWorkingDays('20220531', 1)).toThrow(RangeError);
    expect(() => addWorkingDays('2022-05-31', 1.5)).toThrow(RangeError);
  });
});

describe('calendar terms', () => {
  test('thirty days after a public notice', () => {
    expect(addCalendarDays('2024-02-01', 30).on).toBe('2024-03-02');
    expect(addCalendarDays('2023-02-01', 30).on).toBe('2023-03-03');
    expect(addCalendarDays('2023-03-03', -30).on).toBe('2023-02-01');
  });

  test('six months to go to court end on the same day, or on the last day of a shorter month', () => {
    expect(addCalendarMonths('2022-05-10', 6).on).toBe('2022-11-10');
    expect(addCalendarMonths('2022-08-31', 6).on).toBe('2023-02-28');
    expect(addCalendarMonths('2023-08-31', 6).on).toBe('2024-02-29');
    expect(addCalendarMonths('2022-01-31', -2).on).toBe('2021-11-30');
  });

  test('a term that would end in a holiday ends on the first working day after it', () => {
    expect(nextWorkingDay('2022-10-01').on).toBe('2022-10-08');
    expect(nextWorkingDay('2022-10-08').on).toBe('2022-10-08');
    expect(nextWorkingDay('2022-05-14').on).toBe('2022-05-16');
  });
});
