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
    ['补23年11月—24年1月', 202402, 202311, 202401],
    ['补2023年11月、12月和2024年1月', 202402, 202311, 202401],
    ['2023年4月—6月待遇补发', 202308, 202304, 202306],
    ['补发待遇（2023.04-2023.06）', 202308, 202304, 202306],
    ['补2023年4月1日至2023年6月30日', 202308, 202304, 202306],
    ['7月补发4-6月', 202308, 202304, 202306],
    ['5月漏发，补发', 202307, 202305, 202305],
    ['补4月，5月，6月', 202307, 202304, 202306],
  ])('%s, paid in %i, are %i to %i', (text, by, first, last) =>
    expect(statedMonths(text, by)).toEqual({ first, last, isArrears: text.includes('补') }),
  );

  test('money taken back from months is no arrears', () =>
    expect(statedMonths('冲回6-7月', 202208)).toEqual({ first: 202206, last: 202207, isArrears: false }));

  test('a month that something else is said of is none of the payment’s', () => {
    expect(statedMonths('5月漏发，7月补发', 202307)).toEqual({
      first: 202305,
      last: 202305,
      isArrears: true,
    });
    for (const remark of [
      '6月补办银行卡',
      '3月新增残疾补助',
      '4月认证，补发',
      '补发（4月认证通过）',
      '退休证3月办',
    ])
      expect(statedMonths(remark, 202308), remark).toBeNull();
  });

  test('a stretch with gaps or without an end names none', () => {
    for (const remark of [
      '补发3-5月及8月',
      '补发6月前3个月',
      '补2022年6月以前待遇',
      '补4月起待遇',
      '停发至6月，7月补发',
    ])
      expect(statedMonths(remark, 202309), remark).toBeNull();
  });

  test.each(['补3个月', '补发236元', '身份证有效期至2025年', '补4、6月', '家属代领', '12月新增'])(
    '%s names none',
    (text) => expect(statedMonths(text, 202208)).toBeNull(),
  );
});
