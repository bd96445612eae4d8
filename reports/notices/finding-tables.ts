import type { AmountVersion, CaseState } from '../../casework/case-state.ts';
import { liveFindings } from '../../casework/main-finding.ts';
import { versionInForce } from '../../casework/money.ts';
import { claimOf, linesOnce } from '../../core/claim.ts';
import type { Finding, FindingLine } from '../../core/finding.ts';
import { formatYuan } from '../../core/money.ts';
import { chineseMonth } from '../../core/month.ts';
import { type CountedRule, claimedPart, isMonthly, isOneOff } from './claimed-what.ts';
import type { Citable } from './kinds.ts';
import { citableOn } from './legal-basis.ts';
import type { NoticeData } from './tags.ts';

/** What one finding claims of an amount, each line counted under one finding only. */
interface Part {
  finding: Finding;
  lines: (FindingLine & { amount_fen: number })[];
}

/**
 * The amount in force by finding, each line under the finding that claims most of it. None where it is not made of what
 * the findings claim (somebody typed other lines, or the evidence has changed since), or where one finding claims all.
 */
export function partsOf(state: CaseState, rules: readonly CountedRule[] = []): Part[] {
  const version = versionInForce(state.amounts);
  if (version === null) return [];
  const claiming = liveFindings(state).filter(({ direction }) => direction === 'fund');
  const struck = new Set(version.struck.map(({ month }) => month));
  const counted = linesOnce(claiming).filter(({ month }) => month === null || !struck.has(month));
  const parts = claiming
    .map((finding) => ({
      finding,
      lines: counted
        .filter(({ finding_key, amount_fen }) => finding_key === finding.finding_key && amount_fen !== 0)
        .toSorted((one, other) => (one.month ?? 0) - (other.month ?? 0)),
    }))
    .filter(({ lines }) => lines.length > 0);
  const isApart = parts.length > 1 || parts.some(({ finding }) => isOneOff(finding, rules));
  return isApart && isWhole(claiming, struck, version) ? parts : [];
}

/** Whether the amount is, month by month and part by part, what the findings claim but for what was struck out. */
function isWhole(
  claiming: readonly Finding[],
  struck: ReadonlySet<number>,
  { lines }: AmountVersion,
): boolean {
  const sums = (some: AmountVersion['lines']) => {
    const byPart = new Map<string, number>();
    for (const { month, component, amount_fen } of some) {
      const key = `${month} ${component}`;
      byPart.set(key, (byPart.get(key) ?? 0) + amount_fen);
    }
    return byPart;
  };
  const claimed = sums(claimOf(claiming).lines.filter(({ month }) => month === null || !struck.has(month)));
  const fixed = sums(lines);
  return claimed.size === fixed.size && [...claimed].every(([key, fen]) => fixed.get(key) === fen);
}

/** A table for each finding, in its own unit and with its own grounds, then what was adjusted; together they are the amount. */
export function findingTables(
  state: CaseState,
  rules: readonly (CountedRule & { legal_basis: readonly Citable[] })[],
  on: string,
): NoticeData['tables'] {
  const tables = partsOf(state, rules).map(({ finding, lines }) => {
    const rule = rules.find(({ rule_id }) => rule_id === finding.rule_id);
    const laws = citableOn(rule?.legal_basis ?? [], on);
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
