import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type WriteSheet, writeXlsx } from 'hucre';
import { businessDay } from '../../casework/business-day.ts';
import type { ClockParameter } from '../../casework/clocks/parameters.ts';
import { type Drift, heldRules, loadBrake, measureDrift } from '../../casework/findings/drift.ts';
import { brakeReason, HELD_ADVICE, releaseCommand } from '../../casework/findings/held-rule.ts';
import { listHeldBack } from '../../casework/reads/findings/held-back.ts';
import { listPublishedNights } from '../../casework/reads/findings/night-counts.ts';
import { listReleases, type RuleRelease } from '../../casework/reads/findings/rule-releases.ts';
import { readTrustDrift, sayDrift } from '../../casework/reads/findings/trust-drift.ts';
import { listDue } from '../../casework/reads/waiting/list-due.ts';
import { Refusal } from '../../core/errors.ts';
import { formatYuan } from '../../core/money.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { fullWidth } from '../manager/papers/figures.ts';
import { escapeHtml } from '../manager/papers/html-text.ts';
import { sectionHtml, wholePage } from '../manager/papers/page.ts';
import { FONT, heightOf, ON_PAPER, tableSheet, WRAPPED } from '../manager/papers/workbook.ts';
import type { Section } from '../manager/section.ts';
import {
  driftTable,
  dueTable,
  filesTable,
  findingsTable,
  heldBackTable,
  missingListsTable,
  questionsTable,
  refusedTable,
  unaskedTable,
  unexplainedTable,
  unreadListsTable,
} from './morning-tables.ts';
import { type NightSummary, readNightSummary } from './night-summary.ts';
import { tellApart } from './tell-apart.ts';

export interface MorningRequest {
  office: string;
  /** Folder of the papers of all nights. */
  reports: string;
  build: number;
  /** The day from which due dates are looked at. */
  today: string;
  clocks: readonly ClockParameter[];
  /** The head of the chain as it is printed; null where the office keeps heads in a second place. */
  head: string | null;
}

/** A held rule with the command that lets it go on. */
export type HeldDrift = Drift & { release: string };

export interface Morning {
  night: NightSummary;
  sentence: string;
  held: readonly HeldDrift[];
  /** Who let which rule go on, for the rules that go on only because of it. */
  released: readonly string[];
  /** Rules whose leads hold clearly less, or more, often than before, by what people decided. */
  turned: readonly string[];
  sections: readonly Section[];
  source: string;
  head: string | null;
}

/** What the supervision team reads first: what is new, gone, changed, held back, refused and due, and whether to trust it. */
export async function readMorning(
  warehouse: Warehouse,
  ledger: Ledger,
  request: MorningRequest,
): Promise<Morning> {
  const night = readNightSummary(request.reports, request.build);
  if (night === null) {
    throw new Refusal(
      'night-untold',
      `没有找到第 ${request.build} 次核对的摘要(night.json)。请重新运行 nightly。`,
      `The summary (night.json) of run ${request.build} is not there. Run nightly again.`,
    );
  }
  const releases = listReleases(ledger);
  const drifts = measureDrift(night, listPublishedNights(ledger), loadBrake(), releases).map((drift) =>
    asTheNightSaid(drift, night),
  );
  const held = heldRules(drifts).map((drift) => ({
    ...drift,
    release:
      night.held.find(({ rule_id }) => rule_id === drift.rule_id)?.release ?? releaseCommand(drift.rule_id),
  }));
  const heldIds = new Set(held.map(({ rule_id }) => rule_id));
  const findings = (id: string, title: string, where: string): Promise<Section> =>
    findingsTable(warehouse, { id, title, where }, heldIds);
  const waiting =
    held.length === 0
      ? []
      : [
          await findings(
            'held',
            '暂停规则中未立案的疑点',
            `case_id is null and status <> 'withdrawn' and rule_id in (${held.map(({ rule_id }) => quoteText(rule_id)).join(', ')})`,
          ),
        ];
  const sections = [
    driftTable(drifts),
    ...waiting,
    dueTable(listDue(ledger, request.clocks, 'program', request.today, request.today)),
    await findings('new', '新增的疑点', "status = 'new'"),
    await findings('changed', '有变化的疑点', "status = 'changed'"),
    await findings(
      'withdrawn',
      '撤回的疑点',
      "status = 'withdrawn' and finding_key in (select finding_key from result.tonight)",
    ),
    heldBackTable(listHeldBack(ledger, 'program')),
    unexplainedTable(night),
    questionsTable(night),
    unaskedTable(night),
    await missingListsTable(warehouse),
    await unreadListsTable(warehouse, night),
    await refusedTable(warehouse),
    filesTable(night),
  ];
  return {
    night,
    sentence: sentenceOf(night, held),
    held,
    released: drifts
      .filter(({ verdict }) => verdict === 'released')
      .flatMap(({ rule_id, title }) => {
        const given = releases.findLast((release) => release.rule_id === rule_id);
        return given === undefined ? [] : [releaseSentence(title, given)];
      }),
    turned: turnedRules(ledger, night),
    sections,
    source: `来源:第 ${night.run} 次核对,数据截至 ${night.as_of};到期事项截至 ${request.today}`,
    head: request.head,
  };
}

/** By what people decided, each in a sentence; what is no rule of the night is no matter of its morning. */
function turnedRules(ledger: Ledger, { rules }: NightSummary): string[] {
  const titles = new Map(rules.map(({ rule_id, title }) => [rule_id, title]));
  return readTrustDrift(ledger).flatMap((drift) => {
    const title = titles.get(drift.rule_id);
    return title === undefined ? [] : [`${title}:${sayDrift(drift).zh}`];
  });
}

/** Writes page and workbook beside the night's other papers and says where they are. */
export async function writeMorning(morning: Morning, office: string, reports: string): Promise<string[]> {
  const folder = join(reports, morning.night.as_of);
  mkdirSync(folder, { recursive: true });
  const page = join(folder, '晨报.html');
  writeFileAtomically(page, morningPage(morning, office));
  const workbook = join(folder, '晨报.xlsx');
  await writeFile(workbook, await morningWorkbook(morning));
  return [page, workbook];
}

function sentenceOf(
  { as_of, files, questions, rules, cases, totals, checks }: NightSummary,
  held: readonly Drift[],
): string {
  const sum = (pick: (rule: NightSummary['rules'][number]) => number): number =>
    rules.reduce((total, rule) => total + pick(rule), 0);
  const heldRows = files.reduce((total, { held: rows }) => total + rows, 0);
  const trusted = checks.every(({ holds }) => holds)
    ? `${checks.length} 项检查全部通过`
    : `${checks.filter(({ holds }) => !holds).length} 项检查没有通过`;
  return (
    `${as_of} 的核对已发布,${trusted}:现有疑点 ${totals.findings} 条,新增 ${sum((rule) => rule.new)} 条,有变化 ${sum((rule) => rule.changed)} 条,` +
    `撤回 ${sum((rule) => rule.withdrawn)} 条;可追 ${formatYuan(totals.amount_fen)} 元,涉及 ${totals.people} 人` +
    `${totals.overlap_fen > 0 ? `(同一笔款被几条规则计入的 ${formatYuan(totals.overlap_fen)} 元只计一次)` : ''};` +
    `应补给本人 ${formatYuan(totals.owed_to_people_fen)} 元。` +
    (totals.possible_fen > 0
      ? `另有仅属可能、不计入合计的 ${formatYuan(totals.possible_fen)} 元，待人核实。`
      : '') +
    (heldRows > 0 ? `${heldRows} 行待释义，说明含义之前不计入。` : '') +
    (questions.length > 0 ? `${questions.length} 个送件问题待确认。` : '') +
    (cases.opened > sum((rule) => rule.new) ? `立案 ${cases.opened} 件,含放行后才立案的疑点。` : '') +
    (held.length > 0
      ? `其中 ${held.length} 条规则远多于以往,已暂停:${held.reduce((total, { fresh }) => total + fresh, 0)} 条疑点没有立案。`
      : '')
  );
}

/** What the night itself held stays held on its page, whatever was released since. */
function asTheNightSaid(drift: Drift, { held }: NightSummary): Drift {
  return held.some(({ rule_id }) => rule_id === drift.rule_id) ? { ...drift, verdict: 'held' } : drift;
}

function releaseSentence(title: string, { by, at, as_of, findings, reason }: RuleRelease): string {
  return `“${title}”${as_of} 的 ${findings} 条由 ${by} 于 ${businessDay(at)} 放行,理由:${reason}`;
}

export function brakeSentence(drift: HeldDrift): string {
  return `${brakeReason(drift).zh}${HELD_ADVICE.zh}:${drift.release}`;
}

function morningPage(
  { night, sentence, held, released, turned, sections, source, head }: Morning,
  office: string,
): string {
  const brakes = held
    .map(
      (drift) =>
        `<li>${escapeHtml(fullWidth(`${brakeReason(drift).zh}${HELD_ADVICE.zh}:`))}<br><code>${escapeHtml(drift.release)}</code></li>`,
    )
    .join('');
  const letGo = released.map((line) => `<li>${escapeHtml(fullWidth(line))}</li>`).join('');
  const less = turned.map((line) => `<li>${escapeHtml(fullWidth(line))}</li>`).join('');
  const apart = tellApart(night)
    .map(({ zh }) => `<li>${escapeHtml(fullWidth(zh))}</li>`)
    .join('');
  const checks = night.checks
    .map(({ zh, holds }) => `<li>${holds ? '✓' : '✗'} ${escapeHtml(fullWidth(zh))}</li>`)
    .join('');
  return wholePage(
    `晨报 ${night.as_of}`,
    `<h1>晨报 · ${escapeHtml(night.as_of)} · 第 ${night.run} 次核对</h1>
<p class="source">${escapeHtml(office)} · ${escapeHtml(fullWidth(source))}</p>
<p class="lead">${escapeHtml(fullWidth(sentence))}</p>
${brakes === '' ? '' : `<h2>暂停处理、待人工查看</h2><ul>${brakes}</ul>`}
${letGo === '' ? '' : `<h2>已由人工放行</h2><ul>${letGo}</ul>`}
${less === '' ? '' : `<h2>属实率有变化的规则</h2><ul>${less}</ul>`}
${apart === '' ? '' : `<h2>试运行和停止的规则</h2><ul>${apart}</ul>`}
<ul class="ties">${checks}</ul>
<p class="note">疑点不是结论，须经人工核实。</p>
${head === null ? '' : `<p class="note">${escapeHtml(headSentence(head))}</p>`}
${sections.map((section) => sectionHtml(section, source)).join('\n')}`,
  );
}

/** On paper the head is out of reach of whoever could cut the journal off. */
function headSentence(head: string): string {
  return `审计链头：${head}。请打印本页存放，日后用 audit verify --printed 核对台账有没有被截断或改写。`;
}

async function morningWorkbook({
  night,
  sentence,
  held,
  released,
  turned,
  sections,
  source,
  head,
}: Morning): Promise<Uint8Array> {
  const heldLines = (drift: HeldDrift): string[] => [
    `${brakeReason(drift).zh}${HELD_ADVICE.zh}:`,
    drift.release,
  ];
  const lines = [
    sentence,
    ...held.flatMap(heldLines),
    ...released,
    ...turned,
    ...tellApart(night).map(({ zh }) => zh),
    source,
    ...(head === null ? [] : [headSentence(head)]),
  ];
  const widths = [110];
  const first: WriteSheet = {
    name: '摘要',
    columns: widths.map((width) => ({ width })),
    rows: lines.map((line) => [line]),
    cells: new Map(lines.map((line, row) => [`${row},0`, { value: line, style: WRAPPED }])),
    rowDefs: new Map(lines.map((line, row) => [row, { height: heightOf(line, widths) + 4 }])),
    pageSetup: ON_PAPER,
  };
  return writeXlsx({
    sheets: [first, ...sections.map((section) => tableSheet(section, source))],
    defaultFont: { name: FONT, size: 11 },
  });
}
