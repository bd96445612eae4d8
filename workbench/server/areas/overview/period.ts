import { addCalendarDays } from '../../../../core/working-days.ts';
import type { OverviewQuery } from '../../../contract/overview.ts';
import { Refused } from '../../refused.ts';

/** The days of a period; `from` is null where it reaches back to the beginning of the office's data. */
export interface WishedPeriod {
  kind: OverviewQuery['period'];
  from: string | null;
  to: string;
}

/** Which days somebody means on this day at the office. */
export function periodOf(wish: Pick<OverviewQuery, 'period' | 'from' | 'to'>, today: string): WishedPeriod {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const first = (monthNumber: number): string => `${year}-${String(monthNumber).padStart(2, '0')}-01`;
  const kind = wish.period;
  switch (kind) {
    case 'all':
      return { kind, from: null, to: today };
    case 'year':
      return { kind, from: first(1), to: today };
    case 'half':
      return { kind, from: first(month <= 6 ? 1 : 7), to: today };
    case 'quarter':
      return { kind, from: first(month - ((month - 1) % 3)), to: today };
    case 'month':
      return { kind, from: first(month), to: today };
    case 'custom':
      return chosenDays(wish, today);
  }
}

/** An end that was left out is today; the beginning is then a year before. */
function chosenDays({ from, to }: Pick<OverviewQuery, 'from' | 'to'>, today: string): WishedPeriod {
  const last = to ?? today;
  const first = from ?? addCalendarDays(last, -365).on;
  if (first > last) {
    throw new Refused('period-wrong', '期间的起日晚于止日。', 'The period ends before it begins.');
  }
  return { kind: 'custom', from: first, to: last };
}
