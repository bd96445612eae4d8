import type { Gate } from '../../casework/rule-gate/looks.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { IS_COUNTED } from '../../core/claim-sql.ts';
import { HEDUI } from '../../core/launcher.ts';
import { fileNoSql } from '../../core/row-number.ts';
import type { Delivery } from '../../reading/deliveries/delivery.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import type { InboxFile } from '../../reading/receiving/receive.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import { type ControlTotalCheck, differingTotals } from '../../reading/staging/reading-result.ts';
import type { HeldWord } from '../../reading/vocabularies/interpret.ts';
import type {
  BatchCounts,
  CaseCounts,
  FileLine,
  NightSummary,
  TopFinding,
} from '../../reports/morning/night-summary.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { lacksByRule } from '../rules/arrived-sources.ts';
import type { ClaimTotals } from '../rules/claim-totals.ts';
import type { BrakeResult } from './brake.ts';
import type { CheckResult } from './check-build.ts';
import { countByRule } from './compare-nights.ts';
import { deliveryQuestions } from './delivery-questions.ts';
import type { ShadowResult } from './detect-shadow.ts';
import { askAbout, meanwhileOf, shownWord } from './held-words.ts';
import { sayOfSame } from './say-of-same.ts';
import { sayLostDigits, sayTaught, type TaughtBy, tellColumns } from './tell-columns.ts';

export interface NightFacts {
  build: number;
  /** Where the office is, for the commands that are proposed. */
  home: string;
  asOf: string;
  inbox: readonly InboxFile[];
  files: readonly ReadFile[];
  deliveries: readonly Delivery[];
  /** Words that nobody has explained yet. */
  unexplained: readonly HeldWord[];
  /** Rows refused for a date that cannot be, by file. */
  impossible: ReadonlyMap<number, number>;
  sources: readonly SourceDefinition[];
  /** Who said what columns mean. */
  taughtBy: TaughtBy;
  rules: readonly RuleDefinition[];
  checks: CheckResult[];
  totals: ClaimTotals;
  brake: BrakeResult;
  /** Rules in shadow, and those of the office that stopped themselves. */
  apart: ShadowResult;
  /** Rules that argue from absence, by township. */
  gates: readonly Gate[];
  cases: CaseCounts;
  batches: BatchCounts;
  /** How long each step took. */
  milliseconds: Record<string, number>;
}

/** Consumes the finished build; returns what the night is told by: per file, per rule, and in all. */
export async function summariseNight(warehouse: Warehouse, facts: NightFacts): Promise<NightSummary> {
  const counts = await countByRule(warehouse, facts.rules);
  const leads = await warehouse.rows<{ answer: string; n: number }>(
    'select answer, count(*) as n from result.lead group by answer',
  );
  const heldRows = new Map(
    (
      await warehouse.rows<{ file_no: number; n: number }>(
        `select cast(${fileNoSql('row_id')} as integer) as file_no, count(distinct row_id) as n from held group by all`,
      )
    ).map(({ file_no, n }) => [file_no, n]),
  );
  const elsewhere = await countElsewhere(warehouse);
  const lacksOf = await lacksByRule(warehouse, facts.rules);
  const leadCount = (answer: string): number => leads.find((lead) => lead.answer === answer)?.n ?? 0;
  return {
    run: facts.build,
    as_of: facts.asOf,
    published: false,
    files: fileLines(facts, heldRows, elsewhere),
    questions: deliveryQuestions(facts.deliveries, facts.files, facts.sources, facts.home),
    rules: counts.map((count, index) => ({
      ...count,
      title: facts.rules[index]?.title ?? count.rule_id,
      direction: facts.rules[index]?.direction ?? 'none',
      fresh: facts.brake.fresh.get(count.rule_id) ?? 0,
      lacks: lacksOf.get(count.rule_id) ?? [],
    })),
    held: facts.brake.held,
    shadow: facts.apart.found,
    stopped: facts.apart.stopped,
    gates: facts.gates.map(({ sample, ...gate }) => ({ ...gate, drawn: sample.length })),
    totals: {
      ...facts.totals,
      weak_fen: facts.totals.amount_fen - facts.totals.confirmed_fen,
      findings: counts.reduce((sum, { findings }) => sum + findings, 0),
    },
    cases: facts.cases,
    batches: facts.batches,
    leads: {
      supported: leadCount('supported'),
      not_supported: leadCount('not-supported'),
      cannot_match: leadCount('cannot-match'),
      waiting: leadCount('waiting'),
    },
    largest: await warehouse.rows<TopFinding>(`
      select finding_id, rule_id, title, name, amount_fen, match_strength, reason
      from result.finding
      where status <> 'withdrawn' and direction = 'fund' and amount_fen is not null and ${IS_COUNTED}
      order by amount_fen desc, finding_key
      limit 3`),
    checks: facts.checks,
    milliseconds: facts.milliseconds,
    reports: [],
  };
}

/** Rows of rosters that somebody said are another county's, by file. */
async function countElsewhere(warehouse: Warehouse): Promise<Map<number, number>> {
  const rows = await warehouse.rows<{ file_no: number; n: number }>(
    `select cast(${fileNoSql('row_id')} as integer) as file_no, count(*) as n from not_ours
     where row_id not in (select row_id from held where field = 'place') group by all`,
  );
  return new Map(rows.map(({ file_no, n }) => [file_no, n]));
}

/** One line per file that counts or was refused: tonight's inbox first by name, and what earlier nights received. */
function fileLines(
  facts: NightFacts,
  heldRows: ReadonlyMap<number, number>,
  elsewhere: ReadonlyMap<number, number>,
): FileLine[] {
  const { inbox, files } = facts;
  const lines: FileLine[] = [];
  const byHash = new Map(
    inbox.filter(({ sameAs }) => sameAs === null).map((file) => [file.receipt?.hash, file]),
  );
  for (const file of files) {
    // a file that could not be used and no longer lies in the inbox was answered on the night it came, unless it asks still
    if (file.reading.status === 'refused' && !byHash.has(file.receipt.hash) && !asksStill(file, files))
      continue;
    const { sequence } = file.receipt;
    lines.push(readLine(file, facts, heldRows.get(sequence) ?? 0, elsewhere.get(sequence) ?? 0));
  }
  for (const file of inbox) {
    if (file.refusal) {
      lines.push({
        ...blankLine(file.name),
        status: 'refused',
        reason: file.refusal.zh,
        reason_en: file.refusal.en,
      });
    } else if (file.sameAs !== null && file.receipt) {
      const reading = files.find(({ receipt }) => receipt.hash === file.receipt?.hash)?.reading;
      lines.push({ ...blankLine(file.name), ...sayOfSame(file.name, file.sameAs, reading) });
    }
  }
  return lines.sort((left, right) => (left.file < right.file ? -1 : left.file > right.file ? 1 : 0));
}

/** Waits for somebody to say what its columns are, and was not sent anew under its own name. */
function asksStill({ receipt, reading }: ReadFile, files: readonly ReadFile[]): boolean {
  if (reading.layouts.every(({ asks }) => asks === null)) return false;
  return !files.some(
    ({ receipt: later }) => later.name === receipt.name && later.sequence > receipt.sequence,
  );
}

function readLine(
  { receipt, reading, isFresh: isNew }: ReadFile,
  facts: NightFacts,
  held: number,
  elsewhere: number,
): FileLine {
  const { files, deliveries } = facts;
  const refusedNow = facts.impossible.get(receipt.sequence) ?? 0;
  const unexplained = facts.unexplained
    .filter(({ file_no }) => file_no === receipt.sequence)
    .toSorted((one, other) => other.row_count - one.row_count)
    .slice(0, MOST_WORDS);
  const line: FileLine = {
    ...blankLine(receipt.name),
    ...tellColumns(reading, facts.sources, facts.taughtBy),
    hash: receipt.hash,
    source: reading.sources.join('+') || null,
    ...reading.counts,
    used: reading.counts.used - refusedNow,
    refused: reading.counts.refused + refusedNow,
    unexplained: unexplained.map((word) => askAbout(word, reading, facts.sources)),
    held,
  };
  line.control_totals = reading.control_totals;
  if (reading.status === 'refused') {
    return { ...line, status: 'refused', reason: reading.zh, reason_en: reading.en };
  }
  const spoken = deliveries.filter(({ file_no }) => file_no === receipt.sequence);
  const own = spoken.filter(({ by_file_no }) => by_file_no !== receipt.sequence);
  const repeated = spoken.reduce((sum, one) => (own.includes(one) ? sum : sum + one.row_count), 0);
  line.used -= repeated;
  line.ignored += repeated;
  const replaced = own.filter(({ verdict }) => /^replaces|^same-lines$/.test(verdict));
  const asked = own.filter(({ verdict }) => verdict === 'asks');
  const nameOf = (fileNo: number): string =>
    files.find((file) => file.receipt.sequence === fileNo)?.receipt.name ?? '?';
  const rowsReplaced = replaced.reduce((sum, { row_count }) => sum + row_count, 0);
  if (replaced.length > 0) {
    const by = [...new Set(replaced.map(({ by_file_no }) => nameOf(by_file_no)))];
    const periods = replaced.map(({ period }) => period).filter((period) => period !== '');
    const when = periods.length > 0 ? ` (${periods.join(', ')})` : '';
    const missing = line.used - rowsReplaced;
    const isGrowing =
      missing > 0 &&
      replaced.every(({ verdict }) => verdict === 'replaces-people') &&
      reading.sources.some(
        (one) => facts.sources.find(({ source }) => source === one)?.delivery === 'cumulative',
      );
    return {
      ...line,
      status: rowsReplaced === reading.counts.used - repeated ? 'superseded' : isNew ? 'used' : 'unchanged',
      used: line.used - rowsReplaced,
      ignored: line.ignored + rowsReplaced,
      reason: `由后来的“${by.join('、')}”更正${when}，以后者为准${isGrowing ? `；${missing} 行的人不在后来的名单中，仍然计入，请向送件单位核实是否撤销` : ''}`,
      reason_en: `corrected by the later "${by.join(', ')}"${when}, which counts${isGrowing ? `; ${missing} rows are of people who do not stand in it: they still count, ask the sender whether they were taken back` : ''}`,
    };
  }
  const differing = differingTotals(reading);
  const words = line.unexplained.map(shownWord);
  const meanwhile = meanwhileOf(unexplained, facts.sources);
  const questions = [...new Set(asked.map(({ by_file_no }) => nameOf(by_file_no)))];
  const taught = sayTaught(line.taught_columns);
  const refusedSheets = reading.sheets.filter(({ status }) => status === 'refused');
  const zh = [
    ...refusedSheets.map(({ sheet, zh: why }) => `工作表“${sheet}”拒收：${why}`),
    ...differing.map(
      (check) =>
        `控制总数不符：“${check.header}”文件写 ${shown(check, check.stated)}，逐行合计 ${shown(check, check.read)}`,
    ),
    ...sayLostDigits(reading).zh,
    ...(words.length > 0
      ? [
          [`待释义 ${line.held} 行：${words.map(({ zh: word }) => word).join('、')}`, ...meanwhile.zh].join(
            '；',
          ),
        ]
      : []),
    ...questions.map(
      (name) =>
        `自称更正“${name}”但只重复其中一部分：重复的行待确认（${HEDUI} deliveries），此前两份都不多计`,
    ),
    ...(refusedNow > 0 ? [`${refusedNow} 行的日期不可能，已拒收`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} 行是别的统筹区发放的，按本单位说明不在这里作数`] : []),
    ...(repeated > 0 ? [`${repeated} 行与本文件另一工作表的相同（同人、同期、同金额），只计一次`] : []),
    ...(taught === null ? [] : [taught.zh]),
  ];
  const en = [
    ...refusedSheets.map(({ sheet, en: why }) => `sheet "${sheet}" refused: ${why}`),
    ...differing.map(
      (check) =>
        `control total differs: "${check.header}" says ${shown(check, check.stated)}, the rows add up to ${shown(check, check.read)}`,
    ),
    ...sayLostDigits(reading).en,
    ...(line.held > 0
      ? [
          [
            `${line.held} rows wait for a meaning: ${words.map(({ en: word }) => word).join(', ')}`,
            ...meanwhile.en,
          ].join('; '),
        ]
      : []),
    ...questions.map(
      (name) =>
        `calls itself a correction of "${name}" but repeats a part of it only: the repeated rows wait (${HEDUI} deliveries), and nothing counts twice till then`,
    ),
    ...(refusedNow > 0 ? [`${refusedNow} rows refused for a date that cannot be`] : []),
    ...(elsewhere > 0
      ? [`${elsewhere} rows were paid by another area and do not count here, as this office says`]
      : []),
    ...(repeated > 0
      ? [
          `${repeated} rows stand in another sheet of the file as well (person, period, amount) and count once`,
        ]
      : []),
    ...(taught === null ? [] : [taught.en]),
  ];
  return {
    ...line,
    status: isNew ? 'used' : 'unchanged',
    reason: zh.join('; ') || null,
    reason_en: en.join('; ') || null,
  };
}

/** Words told of one file; `words list` tells all. */
const MOST_WORDS = 40;

function shown(check: ControlTotalCheck, value: number): string {
  return check.field === 'head_count' ? String(value) : (value / 100).toFixed(2);
}

function blankLine(file: string): FileLine {
  return {
    file,
    hash: null,
    source: null,
    status: 'used',
    received: 0,
    used: 0,
    refused: 0,
    ignored: 0,
    held: 0,
    unexplained: [],
    taught_columns: [],
    asked_columns: [],
    unread_columns: [],
    reason: null,
    reason_en: null,
    control_totals: [],
  };
}
