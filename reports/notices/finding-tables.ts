import type { CaseState } from '../../casework/case-state.ts';
import { versionInForce } from '../../casework/money.ts';
import type { FindingLine } from '../../core/finding.ts';
import { formatYuan } from '../../core/money.ts';
import { chineseMonth } from '../../core/month.ts';
import { partsOf } from './amount-parts.ts';
import { type CountedRule, claimedPart, isMonthly } from './claimed-what.ts';

import { type Citable, citableOn, groundsNamed } from './legal-basis.ts';
import type { NoticeData } from './tags.ts';

/** A table for each finding, in its own unit and with its own grounds, then what was adjusted; together they are the amount. */
export function findingTables(
  state: CaseState,
  rules: readonly (CountedRule & { legal_basis: readonly Citable[] })[],
  on: string,
): NoticeData['tables'] {
  const tables = partsOf(state, rules).map(({ finding, lines }) => {
    const rule = rules.find(({ rule_id }) => rule_id === finding.rule_id);
    const laws = citableOn(groundsNamed(rule?.legal_basis ?? [], state, false), on);
    const monthly = isMonthly(finding, rules);
    return {
      title: `${finding.title}：${claimedPart(finding, lines, rules)}`,
      unit: monthly ? '待遇所属月' : '笔次（发放月）',
      grounds: laws.length === 0 ? '' : `依据：${laws.join('；')}。`,
      rows: lines.map((line, index) => ({
        what: monthly ? monthOf(line) : `第${index + 1}笔（${monthOf(line)}）`,
        parts: monthly ? partsText(line) : '—',
        amount: formatYuan(line.amount_fen),
      })),
      subtotal: formatYuan(lines.reduce((sum, { amount_fen }) => sum + amount_fen, 0)),
    };
  });
  const adjustments = versionInForce(state.amounts)?.adjustments ?? [];
  if (tables.length > 0 && adjustments.length > 0)
    tables.push({
      ...{ title: '调整', unit: '原因', grounds: '' },
      rows: adjustments.map(({ reason, amount_fen }) => ({
        what: reason,
        parts: '—',
        amount: formatYuan(amount_fen),
      })),
      subtotal: formatYuan(adjustments.reduce((sum, { amount_fen }) => sum + amount_fen, 0)),
    });
  if (tables.length === 1) return tables;
  return tables.map((table, index) => ({
    ...table,
    title: `（${NUMERALS[index] ?? index + 1}）${table.title}`,
  }));
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

const monthOf = ({ month }: FindingLine): string => (month === null ? '月份未载明' : chineseMonth(month));

const COMPONENTS: Readonly<Record<string, string>> = {
  basic: '基础养老金',
  age_topup: '年龄加发',
  long_topup: '长缴加发',
  account: '个人账户养老金',
  disability: '重度残疾补助',
  arrears: '补发',
};

/** What a line is made of; a sum that nothing splits says nothing of its parts. */
function partsText({ amount_fen, components }: FindingLine & { amount_fen: number }): string {
  const known = Object.entries(components).filter(([, fen]) => fen !== 0);
  if (known.length === 0) return '—';
  const rest = amount_fen - known.reduce((sum, [, fen]) => sum + fen, 0);
  return [...known, ...(rest === 0 ? [] : [['', rest] as const])]
    .map(([component, fen]) => `${COMPONENTS[component] ?? '其他'}${formatYuan(fen)}`)
    .join('、');
}
