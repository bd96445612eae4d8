import { formatYuan } from '../../core/money.ts';
import { tellSums } from '../rules/tell-sums.ts';
import type { AnswerOverNights, TurnedFinding } from './over-nights.ts';

/** What an answer would change on the nights that are kept: the last one in full, each in a line. */
export function tellOverNights(over: AnswerOverNights): string[] {
  const { before, after, gained, lost, changed } = over;
  const confirmed = lost.filter(({ is_confirmed }) => is_confirmed);
  return [
    `  疑点 findings ${before.findings} → ${after.findings}; 人 people ${before.people} → ${after.people}; 金额 amount ${formatYuan(before.amount_fen)} → ${formatYuan(after.amount_fen)} 元`,
    `  新增 gained ${gained.length}, 减少 lost ${lost.length}（其中已认定 of these substantiated ${confirmed.length}）, 金额变化 changed ${changed.length}`,
    ...tellSums(over),
    ...confirmed.map((one) => `${tellTurned('!', one)}  已认定 substantiated`),
    ...gained.map((one) => tellTurned('+', one)),
    ...lost.filter(({ is_confirmed }) => !is_confirmed).map((one) => tellTurned('-', one)),
    ...changed.map((one) => tellTurned('~', one)),
  ];
}

function tellTurned(
  sign: string,
  { case_id, name, township, title, amount_fen, amount_before_fen }: TurnedFinding,
): string {
  const money = [amount_before_fen, amount_fen]
    .filter((fen) => fen !== null)
    .map((fen) => `${formatYuan(fen)} 元`)
    .join(' → ');
  return `  ${sign} ${[case_id, name, township, title, money].filter((part) => part).join(' ')}`;
}
