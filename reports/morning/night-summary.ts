import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DIRECTIONS, MATCH_STRENGTHS } from '../../core/finding.ts';
import { fen } from '../../core/shapes.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';

const count = z.int();

const controlTotal = z.object({
  sheet: z.string(),
  /** `head_count`, or the money field. */
  field: z.string(),
  header: z.string(),
  stated: z.number(),
  read: z.number(),
});

/** A word that nobody has explained yet, as a person is asked about it. */
const unexplainedWord = z.object({
  source: z.string(),
  field: z.string(),
  /** What the column is called. */
  column: z.string(),
  /** As received; '' for a blank cell or a column that is not there. */
  word: z.string(),
  rows: count,
  /** The first row that holds it, as the program that wrote the file counts. */
  example: z.object({ sheet: z.string(), row: count }),
  /** How to say what it means. */
  teach: z.string(),
});

export type UnexplainedWord = z.infer<typeof unexplainedWord>;

/** What only a person can say of two files: whether one corrects the other, whether people left out were taken back, or whether
 * both list one payment. */
const deliveryQuestion = z.object({
  kind: z.enum(['asks', 'missing', 'overlaps']),
  source: z.string(),
  title: z.string(),
  period: z.string(),
  /** The earlier file and the later one. */
  file: z.string(),
  by: z.string(),
  hash: z.string().default(''),
  by_hash: z.string().default(''),
  rows: count,
  /** The readings, with the command that answers by each. */
  answers: z.array(z.object({ verdict: z.string(), zh: z.string(), en: z.string(), command: z.string() })),
});

export type DeliveryQuestion = z.infer<typeof deliveryQuestion>;

/** A column that was read by somebody's word: who said it and on which day, or the file of mappings. */
const taughtColumn = z.object({
  sheet: z.string(),
  header: z.string(),
  field: z.string(),
  /** What the field is called; null where the column is left out. */
  title: z.string().nullable(),
  by: z.string(),
  on: z.string(),
});

const fileLine = z.object({
  file: z.string(),
  /** Hash of its content, where it was received. */
  hash: z.string().nullable().default(null),
  source: z.string().nullable(),
  status: z.enum(['used', 'refused', 'superseded', 'unchanged']),
  received: count,
  used: count,
  refused: count,
  ignored: count,
  /** Of the used rows, those that wait for somebody to say what a word in them means. */
  held: count.default(0),
  /** The words they wait for. */
  unexplained: z.array(unexplainedWord).default([]),
  taught_columns: z.array(taughtColumn).default([]),
  /** Sheets that wait for somebody to say what they or their columns are. */
  asked_columns: z.array(z.object({ sheet: z.string(), headers: z.array(z.string()) })).default([]),
  /** Columns of a known list under headers that nobody knows, or in which nothing can be read. */
  unread_columns: z
    .array(z.object({ sheet: z.string(), header: z.string(), nearest: z.string().nullable() }))
    .default([]),
  /** Why it was refused, what replaces it, or what of it needs a look; in Chinese, then English. */
  reason: z.string().nullable().default(null),
  reason_en: z.string().nullable().default(null),
  control_totals: z.array(controlTotal).default([]),
});

const ruleLine = z
  .object({
    rule_id: z.string(),
    title: z.string(),
    direction: z.enum(DIRECTIONS).default('none'),
    findings: count,
    new: count,
    unchanged: count.default(0),
    changed: count,
    withdrawn: count,
    amount_fen: fen.default(0),
    /** What is owed to people, also where the rule claims for the fund and found something paid short. */
    owed_fen: fen.default(0),
    /** Findings that stood in no case when the day began. */
    fresh: count.optional(),
    /** The lists that have not come and without which it was not asked, as the rule says it. */
    lacks: z.array(z.object({ zh: z.string(), en: z.string() })).default([]),
  })
  // nights before the brake did not count them; what was new to the night before comes nearest
  .transform(({ fresh, ...rule }) => ({ ...rule, fresh: fresh ?? rule.new }));

/** A rule that found far more than it ever did: what it found, what it ever found, and what to do. */
const heldRule = z.object({
  rule_id: z.string(),
  title: z.string(),
  run: count,
  as_of: z.string(),
  findings: count,
  fresh: count,
  nights: count.default(0),
  median_findings: z.number().nullable().default(null),
  most_findings: z.number().nullable().default(null),
  most_new: z.number().nullable().default(null),
  limit_findings: z.number().nullable().default(null),
  limit_new: z.number().nullable().default(null),
  zh: z.string(),
  en: z.string(),
  /** The command by which a supervisor lets it go on. */
  release: z.string(),
});

/** What a rule that opens no case yet would have found: in no total, no list and no export. */
const shadowLine = z.object({
  rule_id: z.string(),
  version: z.string(),
  findings: count,
  people: count,
  amount_fen: fen,
});

/** A rule of the office that was not asked, and why; where it counted, its cases stay as they are. */
const stoppedLine = z.object({
  rule_id: z.string(),
  version: z.string(),
  was_live: z.boolean(),
  zh: z.string(),
  en: z.string(),
});

/** A rule that argues from absence, in one township: whether it may open cases there, and what of the drawn ones was looked at. */
const gateLine = z.object({
  rule_id: z.string(),
  township: z.string().nullable(),
  findings: count,
  drawn: count,
  looked: count,
  holds: count,
  lower: z.number().nullable(),
  is_open: z.boolean(),
});

const totals = z.object({
  people: count,
  amount_fen: fen,
  confirmed_fen: fen.default(0),
  summed_fen: fen.default(0),
  overlap_fen: fen.default(0),
  overlap_lines: count.default(0),
  findings: count,
  weak_fen: fen.default(0),
  /** What merely possible links would claim: in no total. */
  possible_fen: fen.default(0),
  owed_to_people_fen: fen.default(0),
});

const check = z.object({
  name: z.string().default(''),
  zh: z.string(),
  en: z.string().default(''),
  holds: z.boolean(),
  wanted: z.number().default(0),
  got: z.number().default(0),
});

const topFinding = z.object({
  finding_id: z.string(),
  rule_id: z.string(),
  title: z.string(),
  name: z.string(),
  amount_fen: fen,
  match_strength: z.enum(MATCH_STRENGTHS),
  reason: z.string(),
});

/** What a night did to the ledger. */
const cases = z.object({
  opened: count.default(0),
  attached: count.default(0),
  unchanged: count.default(0),
  changed: count.default(0),
  withdrawn: count.default(0),
  held_back: count.default(0),
});

/** What the registered batches of leads were answered. */
const batches = z.object({
  answered: count.default(0),
  unchanged: count.default(0),
  /** Items that only findings of held rules bear out: a person looks at the rule first. */
  waiting: count.default(0),
  /** Items of lists that the night has not read. */
  not_read: count.default(0),
  /** Lists that lie in the inbox and that nobody has registered, with the command that does. */
  unregistered: z
    .array(z.object({ file: z.string(), items: count, register: z.string().default('') }))
    .default([]),
});

const leads = z.object({
  supported: count.default(0),
  not_supported: count.default(0),
  cannot_match: count.default(0),
  /** Borne out by nothing but findings of held rules or without a case. */
  waiting: count.default(0),
});

/**
 * A night as it told itself: `night.json` beside its papers, and the answer of `nightly --json`. Written and read by this
 * one schema; what an older night did not tell yet has its default.
 */
const nightSummary = z.object({
  run: count,
  as_of: z.string(),
  published: z.boolean().default(true),
  files: z.array(fileLine),
  questions: z.array(deliveryQuestion).default([]),
  rules: z.array(ruleLine),
  held: z.array(heldRule).default([]),
  shadow: z.array(shadowLine).default([]),
  stopped: z.array(stoppedLine).default([]),
  gates: z.array(gateLine).default([]),
  totals,
  cases: cases.prefault({}),
  batches: batches.prefault({}),
  leads: leads.prefault({}),
  largest: z.array(topFinding).default([]),
  checks: z.array(check),
  /** How long each step took. */
  milliseconds: z.record(z.string(), z.number()).default({}),
  reports: z.array(z.string()).default([]),
});

export type NightSummary = z.infer<typeof nightSummary>;
export type FileLine = NightSummary['files'][number];
export type HeldRule = NightSummary['held'][number];
export type TopFinding = NightSummary['largest'][number];
export type CaseCounts = NightSummary['cases'];
export type BatchCounts = NightSummary['batches'];

/** Every night whose papers lie in the reports folder, oldest first; folders of other papers are passed over. */
export function readNightSummaries(reports: string): NightSummary[] {
  return daysIn(reports).flatMap((day) => readOne(join(reports, day, FILE)) ?? []);
}

/** The summary of one run, or null where its papers are gone. */
export function readNightSummary(reports: string, run: number): NightSummary | null {
  for (const day of daysIn(reports).reverse()) {
    const summary = readOne(join(reports, day, FILE));
    if (summary?.run === run) return summary;
  }
  return null;
}

/** The newest night that wrote its papers. */
export function readLastSummary(reports: string): NightSummary | null {
  for (const day of daysIn(reports).reverse()) {
    const summary = readOne(join(reports, day, FILE));
    if (summary !== null) return summary;
  }
  return null;
}

/** The summary beside the night's papers, for programs and pages. */
export function writeNightSummary(reports: string, summary: NightSummary): void {
  const path = join(reports, summary.as_of, FILE);
  writeFileAtomically(path, `${JSON.stringify(nightSummary.parse(summary), null, 2)}\n`);
}

const FILE = 'night.json';

function daysIn(reports: string): string[] {
  if (!existsSync(reports)) return [];
  return readdirSync(reports)
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
    .sort();
}

/** A night that died while writing may have left half a file: it is as good as none. */
function readOne(path: string): NightSummary | null {
  if (!existsSync(path)) return null;
  try {
    const checked = nightSummary.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}

/** Rows of files added up. */
export function addRows(files: readonly FileLine[]) {
  const sum = (pick: (file: FileLine) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  return {
    received: sum(({ received }) => received),
    used: sum(({ used }) => used),
    refused: sum(({ refused }) => refused),
    ignored: sum(({ ignored }) => ignored),
  };
}
