import { formatYuan } from '../../core/money.ts';
import { formatMonth } from '../../core/month.ts';
import type { RuleTrial } from './try-rule.ts';

/** A trial by night, by township and by month, as the command line tells it. */
export function tellSums({
  townships,
  months,
  nights,
}: Pick<RuleTrial, 'townships' | 'months' | 'nights'>): string[] {
  return [
    ...(nights.length > 1 ? ['保留的各夜 nights kept'] : []),
    ...(nights.length > 1 ? nights : []).map(
      (night) =>
        `  ${night.as_of}  ${night.before.findings} → ${night.after.findings}, ${formatYuan(night.before.amount_fen)} → ${formatYuan(night.after.amount_fen)} 元, +${night.gained} −${night.lost} ~${night.changed}`,
    ),
    '按乡镇 by township',
    ...townships.map(
      ({ township, before: was, after: is }) =>
        `  ${township ?? '—'}  ${was.people} → ${is.people} 人 people, ${formatYuan(was.amount_fen)} → ${formatYuan(is.amount_fen)} 元`,
    ),
    '按所属月 by month',
    ...months.map(
      ({ month, before_fen, after_fen }) =>
        `  ${formatMonth(month)}  ${formatYuan(before_fen)} → ${formatYuan(after_fen)} 元`,
    ),
  ];
}
