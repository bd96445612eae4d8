import { commandAt } from '../core/launcher.ts';
import { maskName } from '../core/mask.ts';
import { formatYuan } from '../core/money.ts';
import type { FileLine, NightSummary } from '../reports/morning/night-summary.ts';
import { tellApart } from '../reports/morning/tell-apart.ts';

const STATUS: Record<FileLine['status'], string> = {
  used: '使用 used',
  refused: '拒收 refused',
  superseded: '被更正 superseded',
  unchanged: '已有 unchanged',
};

/** The night in words and counts, for a terminal and for the text file beside the workbook; `command` calls the command line for it. */
export function printNight(summary: NightSummary, command = commandAt()): string[] {
  return [
    `核对 Hedui · 第 ${summary.run} 次核对 run ${summary.run} · 截至 as of ${summary.as_of}`,
    '',
    ...fileLines(summary, command),
    '',
    ...ruleLines(summary),
    '',
    ...totalLines(summary),
    ...leadLines(summary),
    ...largestLines(summary),
  ];
}

function fileLines({ files }: NightSummary, command: string): string[] {
  const lines = ['收到的文件 Files (收到 received = 使用 used + 拒收 refused + 忽略 ignored)'];
  for (const file of files) {
    const counts = `${file.received} = ${file.used} + ${file.refused} + ${file.ignored}`;
    lines.push(
      `  ${pad(counts, 26)} ${pad(file.source ?? '-', 20)} ${pad(STATUS[file.status], 20)} ${file.file}`,
    );
    if (file.reason !== null) lines.push(...indent(file.reason), ...indent(file.reason_en ?? ''));
  }
  const sum = (pick: (file: FileLine) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  lines.push(
    `  合计 total ${files.length} 个文件 files: ${sum((file) => file.received)} = ${sum((file) => file.used)} + ${sum((file) => file.refused)} + ${sum((file) => file.ignored)}`,
  );
  if (files.length === 0)
    lines.push(
      '  一个文件也没有收到：请把各单位的文件放进收件箱再运行 nothing has been received: put the files of the offices into the inbox and run again',
    );
  const held = sum((file) => file.held);
  if (held > 0)
    lines.push(`  其中待释义 of these waiting for a meaning: ${held} 行 rows (${command} words list)`);
  return lines;
}

function ruleLines({ rules, totals, shadow, stopped, gates }: NightSummary): string[] {
  const lines = ['疑点 Findings by rule (现有 = 新增 new + 未变 unchanged + 变化 changed; 撤回 withdrawn)'];
  for (const rule of rules) {
    if (rule.findings === 0 && rule.withdrawn === 0) continue;
    const counts = `${rule.findings} = ${rule.new} + ${rule.unchanged} + ${rule.changed}`;
    const gone = rule.withdrawn > 0 ? `  撤回 withdrawn ${rule.withdrawn}` : '';
    const owed =
      rule.direction === 'person'
        ? ' (应补给本人 owed to the person)'
        : rule.owed_fen > 0
          ? ` (另应补给本人 and owed to the person ${formatYuan(rule.owed_fen)} 元)`
          : '';
    lines.push(
      `  ${pad(rule.rule_id, 42)} ${pad(counts, 20)} ${formatYuan(rule.amount_fen).padStart(14)} 元${owed}  ${rule.title}${gone}`,
    );
  }
  const silent = rules.filter((rule) => rule.findings === 0 && rule.withdrawn === 0);
  const asked = silent.filter(({ lacks }) => lacks.length === 0);
  if (asked.length > 0)
    lines.push(`  已问，无疑点 asked, nothing found: ${asked.map((rule) => rule.rule_id).join(', ')}`);
  const unasked = rules.filter(({ lacks }) => lacks.length > 0);
  if (unasked.length > 0) {
    lines.push(`  未问（名单未到） not asked, a list has not come: ${unasked.length}`);
    for (const { rule_id, lacks } of unasked)
      lines.push(`    ${pad(rule_id, 40)} ${lacks.map(({ zh, en }) => `${zh} ${en}`).join('; ')}`);
  }
  lines.push(...tellApart({ shadow, stopped, gates }).flatMap(({ zh, en }) => [`  ${zh}`, `    ${en}`]));
  if (totals.overlap_fen > 0) {
    lines.push(
      `  同一笔款被几条规则计入 counted by several rules: ${formatYuan(totals.overlap_fen)} 元, 合计中只计一次 counted once in the total`,
    );
  }
  return lines;
}

function totalLines({ totals, cases }: NightSummary): string[] {
  return [
    `可追金额 Claimable: ${formatYuan(totals.amount_fen)} 元, ${totals.people} 人 people, 疑点 findings ${totals.findings}`,
    `  其中确证 on confirmed links ${formatYuan(totals.confirmed_fen)} 元; 待核实 on weaker links ${formatYuan(totals.weak_fen)} 元`,
    `  应补给本人 owed to people ${formatYuan(totals.owed_to_people_fen)} 元`,
    ...(totals.possible_fen > 0
      ? [`  仅属可能，不计入任何合计 merely possible, in no total ${formatYuan(totals.possible_fen)} 元`]
      : []),
    `案件 Cases: 新立 opened ${cases.opened}, 已排除未再提出 held back ${cases.held_back}, 撤回 withdrawn ${cases.withdrawn}`,
    '疑点不是结论，须经人工核实。 A finding is a lead, not a decision: a person confirms it.',
  ];
}

function leadLines({ leads }: NightSummary): string[] {
  const total = leads.supported + leads.not_supported + leads.cannot_match + leads.waiting;
  if (total === 0) return [];
  return [
    `下发疑点 Leads handed down ${total}: 有证据支持 supported ${leads.supported}, 无证据支持 not supported ${leads.not_supported}, 无法核对 cannot match ${leads.cannot_match}${leads.waiting > 0 ? `, 未答复（待放行） waiting ${leads.waiting}` : ''}`,
  ];
}

function largestLines({ largest }: NightSummary): string[] {
  if (largest.length === 0) return [];
  return [
    '',
    '金额最大的三条 The three largest',
    ...largest.map(
      (finding) =>
        `  ${finding.finding_id}  ${formatYuan(finding.amount_fen)} 元  ${finding.reason.replaceAll(finding.name, maskName(finding.name))}`,
    ),
  ];
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `      ${line}`);
}

/** Pads to a width on screen, where a Chinese character takes two columns. */
function pad(text: string, width: number): string {
  const shown = [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, width - shown));
}
