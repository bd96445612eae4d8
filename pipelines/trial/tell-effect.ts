import { formatYuan } from '../../core/money.ts';
import type { TrialEffect } from './try-answers.ts';

/** What answers would change, for the person who is about to save them. */
export function tellEffect(effect: TrialEffect): string[] {
  const released = effect.waiting - effect.waiting_then;
  const signed = (fen: number): string => `${fen < 0 ? '−' : '+'}${formatYuan(Math.abs(fen))}`;
  return [
    `试算（截至 ${effect.as_of}）Trial: 不再待释义 no longer waiting ${released} 行 rows，仍待释义 still waiting ${effect.waiting_then}`,
    `  疑点 findings: 新增 come ${effect.come}，消失 go ${effect.go}，金额变化 change ${effect.change}`,
    `  可追 claimable ${signed(effect.fund_fen)} 元；应补给本人 owed to people ${signed(effect.person_fen)} 元`,
  ];
}
