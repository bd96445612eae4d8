import { HEDUI } from '../../core/launcher.ts';
import { formatYuan } from '../../core/money.ts';
import type { NightSummary } from './night-summary.ts';

/** Rules in shadow and rules that stopped themselves, a sentence each; nothing where the office has none. */
export function tellApart({ shadow, stopped, gates }: Pick<NightSummary, 'shadow' | 'stopped' | 'gates'>): {
  zh: string;
  en: string;
}[] {
  return [
    ...shadow.map(({ rule_id, version, findings, people, amount_fen }) => ({
      zh: `试运行（不立案、不计入合计）：${rule_id} ${version} 会查出 ${findings} 条，${people} 人，${formatYuan(amount_fen)} 元`,
      en: `In shadow (opens no case, is in no total): ${rule_id} ${version} would find ${findings}, of ${people} people, ${formatYuan(amount_fen)} yuan`,
    })),
    ...gates
      .filter(({ is_open }) => !is_open)
      .map(({ rule_id, township, findings, drawn, looked, holds, lower }) => ({
        zh: `凭“没有”推断的规则暂不立案：${rule_id} 在${township ?? '乡镇不明者'}有 ${findings} 条，抽出 ${drawn} 条，已查看 ${looked} 条，属实 ${holds} 条${lower === null ? '' : `，下限 ${Math.floor(lower * 100)}%，未达到本单位要求`}（${HEDUI} rules sample ${rule_id}）`,
        en: `Argues from absence and opens no case yet: ${rule_id} in ${township ?? 'no known township'}, ${findings} findings, ${drawn} drawn, ${looked} looked at, ${holds} hold${lower === null ? '' : `, lower bound ${Math.floor(lower * 100)} %, below what the office asks`} (${HEDUI} rules sample ${rule_id})`,
      })),
    ...stopped.map(({ rule_id, version, was_live, zh, en }) => ({
      zh: `规则自行停止：${rule_id} ${version}。${zh}${was_live ? '它已有的案件保持原样。' : ''}`,
      en: `A rule stopped itself: ${rule_id} ${version}. ${en}${was_live ? ' Its cases stay as they are.' : ''}`,
    })),
  ];
}
