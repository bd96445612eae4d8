import type { AmountVersion } from '../../casework/case-state.ts';
import { formatYuan } from '../../core/money.ts';
import { chineseMonth } from '../../core/month.ts';
import type { NoticeData } from './tags.ts';

const COLUMNS = ['basic', 'age_topup', 'long_topup', 'account', 'other'] as const;

type Column = (typeof COLUMNS)[number];
type Parts = Record<Column, number>;

export interface MonthTable {
  lines: NoticeData['lines'];
  sums: Record<`sum_${Column}`, string>;
  months: number[];
}

/** The approved amount month by month and part by part; adjustments stand as rows of their own, so that it adds up. */
export function monthTable(version: AmountVersion | null): MonthTable {
  const byMonth = new Map<number | null, Parts>();
  const sums = noParts();
  for (const { month, component, amount_fen } of version?.lines ?? []) {
    const parts = byMonth.get(month) ?? noParts();
    byMonth.set(month, parts);
    const column = isColumn(component) ? component : 'other';
    parts[column] += amount_fen;
    sums[column] += amount_fen;
  }
  const months = [...byMonth.keys()].filter((month) => month !== null).sort((one, other) => one - other);
  const ordered = byMonth.has(null) ? [...months, null] : months;
  const lines = ordered.map((month) =>
    lineOf(month === null ? '—' : chineseMonth(month), byMonth.get(month) ?? noParts()),
  );
  for (const { reason, amount_fen } of version?.adjustments ?? []) {
    lines.push(lineOf(`调整：${reason}`, { ...noParts(), other: amount_fen }));
    sums.other += amount_fen;
  }
  return {
    lines,
    sums: {
      sum_basic: money(sums.basic),
      sum_age_topup: money(sums.age_topup),
      sum_long_topup: money(sums.long_topup),
      sum_account: money(sums.account),
      sum_other: money(sums.other),
    },
    months,
  };
}

function lineOf(month: string, parts: Parts): NoticeData['lines'][number] {
  const total = COLUMNS.reduce((sum, column) => sum + parts[column], 0);
  const [basic, age_topup, long_topup, account, other] = COLUMNS.map((column) => money(parts[column])) as [
    string,
    string,
    string,
    string,
    string,
  ];
  return { month, basic, age_topup, long_topup, account, other, total: formatYuan(total) };
}

function money(fen: number): string {
  return fen === 0 ? '—' : formatYuan(fen);
}

function noParts(): Parts {
  return { basic: 0, age_topup: 0, long_topup: 0, account: 0, other: 0 };
}

function isColumn(component: string): component is Column {
  return COLUMNS.some((column) => column === component);
}
