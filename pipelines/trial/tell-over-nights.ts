import { formatYuan } from '../../core/money.ts';
import { tellSums } from '../rules/tell-sums.ts';
import type { AnswerOverNights } from './over-nights.ts';

/** What an answer would change on the nights that are kept: the last one in full, each in a line. */
export function tellOverNights(over: AnswerOverNights): string[] {
  const { before, after, gained, lost, changed, confirmed } = over;
  return [
    `  疑点 findings ${before.findings} → ${after.findings}; 人 people ${before.people} → ${after.people}; 金额 amount ${formatYuan(before.amount_fen)} → ${formatYuan(after.amount_fen)} 元`,
    `  新增 gained ${gained}, 减少 lost ${lost}（其中已认定 of these substantiated ${confirmed.length}）, 金额变化 changed ${changed}`,
    ...tellSums(over),
    ...confirmed.map(
      ({ case_id, name, township, amount_fen, title }) =>
        `  ! ${case_id} ${name} ${township ?? ''} ${title} ${formatYuan(amount_fen ?? 0)} 元  已认定 substantiated`,
    ),
  ];
}
