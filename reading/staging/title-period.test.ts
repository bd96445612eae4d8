import { expect, test } from 'vitest';
import type { SheetRecognition } from '../recognition/recognise-sheet.ts';
import { loadSources } from '../sources/load-sources.ts';
import { periodFromTitle } from './title-period.ts';

const source = loadSources().find((one) => one.source === 'payout-roster')!;

test.each([
  ['2022年6月养老金发放花名册', 'Sheet1', 202206],
  ['养老金发放花名册', '2022年5月', 202205],
  ['2022年6月养老金发放花名册', '2022年6月', 202206],
  ['2022年6月养老金发放花名册', '2022年5月', null],
  ['2022年4-6月养老金发放花名册', '2022年6月', null],
])('a sheet under %s called %s is of %s', (title, sheet, month) => {
  const recognition: SheetRecognition = {
    ...{ source: source.source, header_rows: [2, 2], columns: [], unused: [], headers: [] },
    ...{ title: [title], mapping: null, years_beside: [] },
  };
  expect(periodFromTitle(source, recognition, { file: '养老金发放.xlsx', sheet })).toBe(month);
});
