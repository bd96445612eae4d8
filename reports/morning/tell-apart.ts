import { formatYuan } from '../../core/money.ts';
import type { NightSummary } from './night-summary.ts';

/** Rules in shadow and rules that stopped themselves, a sentence each; nothing where the office has none. */
export function tellApart({ shadow, stopped }: Pick<NightSummary, 'shadow' | 'stopped'>): {
  zh: string;
  en: string;
}[] {
  return [
    ...shadow.map(({ rule_id, version, findings, people, amount_fen }) => ({
      zh: `试运行（不立案、不计入合计）：${rule_id} ${version} 会查出 ${findings} 条，${people} 人，${formatYuan(amount_fen)} 元`,
      en: `In shadow (opens no case, is in no total): ${rule_id} ${version} would find ${findings}, of ${people} people, ${formatYuan(amount_fen)} yuan`,
    })),
    ...stopped.map(({ rule_id, version, was_live, zh, en }) => ({
      zh: `规则自行停止：${rule_id} ${version}。${zh}${was_live ? '它已有的案件保持原样。' : ''}`,
      en: `A rule stopped itself: ${rule_id} ${version}. ${en}${was_live ? ' Its cases stay as they are.' : ''}`,
    })),
  ];
}
