import { STRENGTH_TITLES } from '../core/finding.ts';
import { maskAccount, maskName, maskResidentId, maskText } from '../core/mask.ts';
import { formatYuan } from '../core/money.ts';
import { formatMonth } from '../core/month.ts';
import { componentWord } from '../explanation/component-words.ts';
import type { FindingExplanation } from '../explanation/explain-finding.ts';
import type { Waterfall } from '../explanation/link/waterfall.ts';
import { maskOthers } from '../explanation/mask-others.ts';
import type { SourceRow } from '../explanation/rows/rows-as-sent.ts';

const STRENGTH: Record<string, string> = Object.fromEntries(
  Object.entries(STRENGTH_TITLES).map(([strength, { zh, en }]) => [strength, `${zh} ${en}`]),
);

/** An explanation as lines for a terminal; numbers, names and accounts masked unless `isOpen`. */
export function printExplanation(finding: FindingExplanation, isOpen: boolean): string[] {
  const name = isOpen ? finding.name : maskName(finding.name);
  const number = isOpen ? (finding.resident_id ?? '') : maskResidentId(finding.resident_id);
  const hide = (text: string): string =>
    isOpen ? text : maskText(maskOthers(finding.facts, text.replaceAll(finding.name, name)));
  return [
    hide(finding.reason),
    '',
    `${finding.finding_id} · ${finding.title} · ${finding.rule_id} v${finding.rule_version} · ${STRENGTH[finding.match_strength] ?? ''} · ${finding.status}`,
    `${name} ${number} ${[finding.township, finding.village].filter((place) => place !== null).join(' ')}`,
    '',
    ...monthSheet(finding),
    '两边的证据 Both sides of the evidence',
    ...finding.rows.flatMap((row) => sourceRow(row, isOpen, finding.name)),
    ...grounds(finding, hide),
    ...links(finding, hide),
    '',
    '依据（当时有效）Legal basis in force',
    ...finding.legal_basis.map(({ text, article }) => `  《${text}》${article ?? ''}`),
    '可能的正当解释 Innocent explanations',
    ...finding.innocent_explanations.map((text) => `  - ${text}`),
    `下一步 Next: ${finding.next_step}`,
    '这是疑点，不是结论。 This is a lead, not a decision.',
  ];
}

function monthSheet({ lines, amount_fen: amount, direction, facts }: FindingExplanation): string[] {
  const dated = lines.filter(({ month }) => month !== null);
  if (dated.length === 0) return [];
  const rows = dated.map(({ month, amount_fen: fen, paid_fen: paid, components }) => {
    const parts = Object.entries(components).map(
      ([part, value]) => `${componentWord(part, 'zh')} ${formatYuan(value)}`,
    );
    const told =
      fen !== null
        ? formatYuan(fen).padStart(12)
        : paid === null
          ? '金额不详 amount not known'
          : `${formatYuan(paid).padStart(12)}  实发，未计入应追 paid, not claimed`;
    return `  ${formatMonth(month ?? 0)}  ${told}  ${parts.join(' + ')}`.trimEnd();
  });
  const total =
    amount === null
      ? typeof facts.at_risk_fen === 'number'
        ? [`  有风险 at risk ${formatYuan(facts.at_risk_fen)} 元`]
        : []
      : [
          `  合计 total ${formatYuan(amount).padStart(9)} 元${direction === 'person' ? ' (应补给本人 owed to the person)' : ''}`,
        ];
  return ['逐月 Month by month (元)', ...rows, ...total, ''];
}

function sourceRow(row: SourceRow, isOpen: boolean, name: string): string[] {
  const sheet = row.sheet === '' ? '' : ` [${row.sheet}]`;
  const role = row.role === 'line' ? '支付 paid' : '对方 other';
  const cells = row.cells.map(
    ({ header, value }) => `${header}=${isOpen ? value : maskCell(header, value, name)}`,
  );
  return [`  ${role}: ${row.file}${sheet} 第 ${row.row} 行 row ${row.row}`, `      ${cells.join(' · ')}`];
}

/** Names of other people in the row are masked too: the header says which cells hold them. */
export function maskRowCell(header: string, value: string): string {
  return maskCell(header, value, '');
}

function maskCell(header: string, value: string, name: string): string {
  if (value === name || /姓名|户名|家属|经办|联系人|领取人|死者$|逝者$/.test(header)) return maskName(value);
  if (/账号|帐号|卡号/.test(header)) return maskAccount(value);
  return maskText(value);
}

const GROUND = { stated: '文件写明 stated', taught: '人工说明 taught', inferred: '推断 inferred' } as const;

function grounds({ grounds: found }: FindingExplanation, hide: (text: string) => string): string[] {
  if (found.length === 0) return [];
  return [
    '',
    '依据的确定程度 How sure what it rests on is',
    ...found.map(({ kind, zh, en }) => `  ${GROUND[kind]}: ${hide(zh)} ${hide(en)}`),
  ];
}

function links({ links: found }: FindingExplanation, hide: (text: string) => string): string[] {
  if (found.length === 0) return [];
  return [
    '',
    '为什么认为是同一人 Why one person',
    ...found.flatMap((link) => [
      `  ${STRENGTH[link.match_strength] ?? link.match_strength} ${link.basis}: ${link.file} 第 ${link.row} 行 row ${link.row}`,
      ...(link.reason === '' ? [] : [`      ${hide(link.reason)}`]),
      ...(link.waterfall ? waterfall(link.waterfall, hide) : []),
      ...(link.proposed_id === null
        ? []
        : [`      建议更正为 proposed number: ${hide(link.proposed_id)} (须由人确认 a person confirms it)`]),
    ]),
  ];
}

/** One bar per field, in bits: what it adds or takes away; they add up to the total. */
function waterfall({ bars, total, basis_words }: Waterfall, hide: (text: string) => string): string[] {
  return [
    ...bars.map(({ words, bits }) => `      ${bits.toFixed(2).padStart(8)}  ${bar(bits)} ${hide(words)}`),
    `      ${total.toFixed(2).padStart(8)}  合计 total; ${basis_words}`,
  ];
}

function bar(bits: number): string {
  const length = Math.min(20, Math.round(Math.abs(bits)));
  return (bits < 0 ? '─' : '█').repeat(length).padEnd(20);
}
