import { describe, expect, test } from 'vitest';
import { statedMonths } from './stated-months.ts';

describe('months that a remark names', () => {
  test.each([
    ['补4-6月', 202207, 202204, 202206],
    ['补发4月', 202205, 202204, 202204],
    ['补2022年4月至6月', 202208, 202204, 202206],
    ['补发2021年11月—2022年2月', 202203, 202111, 202202],
    ['2022.04—2022.06', 202208, 202204, 202206],
    ['补202204-202206', 202208, 202204, 202206],
    ['补11月-1月', 202203, 202111, 202201],
    ['补发12月', 202201, 202112, 202112],
    ['补4、5、6月', 202207, 202204, 202206],
    ['补202204', 202206, 202204, 202204],
  ])('%s, paid in %i, are %i to %i', (text, by, first, last) =>
    expect(statedMonths(text, by)).toEqual({ first, last, isArrears: text.includes('补') }),
  );

  test('money taken back from months is no arrears', () =>
    expect(statedMonths('冲回6-7月', 202208)).toEqual({ first: 202206, last: 202207, isArrears: false }));

  test.each(['补3个月', '补发236元', '身份证有效期至2025年', '补4、6月', '家属代领', '12月新增'])(
    '%s names none',
    (text) => expect(statedMonths(text, 202208)).toBeNull(),
  );
});
