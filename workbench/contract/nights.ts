import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { bilingual, day, direction, fen, instant, number } from './fields.ts';
import { OPEN_VERDICTS } from './files.ts';
import { runState } from './night-run.ts';

const ruleLine = z.object({
  rule_id: z.string(),
  title: z.string(),
  english: z.string(),
  direction: direction,
  unchanged: z.int(),
  changed: z.int(),
  new: z.int(),
  withdrawn: z.int(),
  findings: z.int(),
  /** What its new findings claim for the fund; null where the rule claims nothing. */
  new_fen: fen.nullable(),
  /** What its new findings owe to people. */
  new_owed_fen: fen.nullable(),
  /** Merely possible money of its new findings: in no total. */
  new_possible_fen: fen.nullable(),
  /** Money at risk in its new findings: never a claim. */
  new_at_risk_fen: fen.nullable(),
  is_held: z.boolean(),
  /** New findings of the last fourteen nights, oldest first. */
  past: z.array(z.object({ as_of: z.string(), new: z.int() })),
});

const sourceLine = z.object({
  source: z.string().nullable(),
  title: z.string(),
  english: z.string(),
  sender: z.string().nullable(),
  data_until: z.string().nullable(),
  files: z.int(),
  fresh_files: z.int(),
  received: z.int(),
  used: z.int(),
  refused: z.int(),
  ignored: z.int(),
  /** Whether the totals that senders state agree with the rows: null where nobody stated any. */
  totals_differ: z.int().nullable(),
});

const attention = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stale-source'),
    source: z.string(),
    title: z.string(),
    english: z.string(),
    days: z.int(),
    data_until: z.string(),
  }),
  z.object({
    kind: z.literal('control-total'),
    source: z.string().nullable(),
    file: z.string(),
    header: z.string(),
    is_money: z.boolean(),
    stated: z.int(),
    read: z.int(),
  }),
  z.object({
    kind: z.literal('repeated-defect'),
    source: z.string(),
    title: z.string(),
    english: z.string(),
    times: z.int(),
    defects: z.int(),
    repeated: z.int(),
  }),
  z.object({
    kind: z.literal('batch-due'),
    batch_id: z.string(),
    title: z.string(),
    due_on: z.string().nullable(),
    items: z.int(),
    answered: z.int(),
  }),
  z.object({ kind: z.literal('unregistered-batch'), file: z.string(), items: z.int() }),
  z.object({
    kind: z.literal('held-rule'),
    rule_id: z.string(),
    title: z.string(),
    english: z.string(),
    findings: z.int(),
    fresh: z.int(),
    reason: bilingual,
  }),
  z.object({ kind: z.literal('refused-file'), file: z.string(), reason: bilingual }),
  z.object({
    kind: z.literal('waiting-words'),
    count: z.int(),
    /** The words that most rows wait for; numbers of people masked. */
    first: z.array(z.object({ column: bilingual, word: z.string(), rows: z.int() })),
  }),
  z.object({ kind: z.literal('number-repairs'), count: z.int() }),
  z.object({
    kind: z.literal('delivery-question'),
    /** Whether the later file corrects the earlier one, what of people whom it leaves out, or whether both list one payment. */
    asks: z.enum(OPEN_VERDICTS),
    file: z.string(),
    by: z.string(),
    rows: z.int(),
    /** What a person may say to it. */
    readings: z.array(bilingual),
  }),
]);

export type Attention = z.infer<typeof attention>;

const night = z.object({
  run: z.int(),
  as_of: day,
  started_at: instant.nullable(),
  seconds: z.number(),
  published_at: instant,
  sentence: z.object({
    new: z.int(),
    people: z.int(),
    /** By how much the claim of the fund rose with the new findings, and what of it rests on held rules alone. */
    new_fen: fen,
    held_fen: fen,
    changed: z.int(),
    withdrawn: z.int(),
    findings: z.int(),
    /** Cases; more than the new findings where a rule was released whose findings had stood without. */
    opened: z.int(),
  }),
  rows: z.object({ received: z.int(), used: z.int(), refused: z.int(), ignored: z.int() }),
  checks: z.array(
    z.object({
      name: z.string(),
      zh: z.string(),
      en: z.string(),
      holds: z.boolean(),
      wanted: z.number(),
      got: z.number(),
    }),
  ),
  rules: z.array(ruleLine),
  /** Rules that were asked; one that waits for a list was not. */
  rule_count: z.int(),
  /** What the new findings claim of payments that are claimed already, by another of them or by one of an earlier night. */
  overlap_fen: fen,
  sources: z.array(sourceLine),
  withdrawn: z.array(
    z.object({ rule_id: z.string(), title: z.string(), english: z.string(), count: z.int(), why: bilingual }),
  ),
  held_back: z.object({ count: z.int(), back: z.int() }),
  precheck: z.object({
    /** The last month a roster was received for, and the month that comes next. */
    last_month: z.int().nullable(),
    next_month: z.int().nullable(),
    /** Rosters that wait in the inbox. */
    waiting: z.array(z.string()),
    lists: z.array(z.object({ name: z.string(), as_of: z.string() })),
  }),
});

export const todayAnswer = z.object({
  attempt: runState,
  is_behind: z.boolean(),
  night: night.nullable(),
  attention: z.array(attention),
  papers: z.array(z.object({ name: z.string(), is_morning: z.boolean() })),
  /** The day a next run would be for. */
  next_as_of: day,
  inbox: z.array(z.object({ name: z.string(), bytes: z.int() })),
});

export type Today = z.infer<typeof todayAnswer>;

const cell = z.object({ header: z.string(), value: z.string() });

export const refusedRow = z.object({
  file: z.string(),
  sheet: z.string(),
  row: z.int(),
  /** The kind of refusal, the same for every row that lacks the same thing. */
  code: z.string(),
  reason: bilingual,
  cells: z.array(cell),
});

const source = z.object({ source: z.string().optional(), file_no: number.optional() });

export const nights = {
  today: endpoint({
    id: 'nights.today',
    method: 'get',
    path: '/nights/last',
    summary: 'The last night: what it found, whether its totals tie, what needs a person',
    answer: todayAnswer,
  }),
  refused: endpoint({
    id: 'nights.refused',
    method: 'get',
    path: '/nights/last/refused',
    summary: 'Rows that were refused, of one source or one file; people masked',
    query: source,
    answer: z.object({ total: z.int(), rows: z.array(refusedRow) }),
  }),
  ignored: endpoint({
    id: 'nights.ignored',
    method: 'get',
    path: '/nights/last/ignored',
    summary: 'Rows that were deliberately ignored, and as what',
    query: source,
    answer: z.object({
      total: z.int(),
      rows: z.array(
        z.object({ file: z.string(), sheet: z.string(), row: z.int(), kind: z.string(), text: z.string() }),
      ),
    }),
  }),
  totals: endpoint({
    id: 'nights.totals',
    method: 'get',
    path: '/nights/last/totals',
    summary: 'Totals that senders stated, beside what their rows add up to',
    query: z.object({ source: z.string().min(1) }),
    answer: z.object({
      totals: z.array(
        z.object({
          file: z.string(),
          sheet: z.string(),
          header: z.string(),
          is_money: z.boolean(),
          stated: z.int(),
          read: z.int(),
        }),
      ),
    }),
  }),
  paper: endpoint({
    id: 'nights.paper',
    method: 'get',
    path: '/nights/{as_of}/papers/{paper}',
    summary: 'A paper that the night wrote',
    params: z.object({ as_of: day, paper: z.string().min(1).max(80) }),
    kind: 'file',
  }),
  state: endpoint({
    id: 'nights.state',
    method: 'get',
    path: '/nights/run',
    summary: 'The run under way, or how the last one ended',
    answer: runState,
  }),
  start: endpoint({
    id: 'nights.start',
    method: 'post',
    path: '/nights/run',
    summary: 'Start a night over everything received and what is in the inbox',
    body: z.object({ as_of: day }),
    answer: runState,
  }),
  stop: endpoint({
    id: 'nights.stop',
    method: 'delete',
    path: '/nights/run',
    summary: 'Stop the run under way; the published build stays',
    answer: runState,
  }),
  progress: endpoint({
    id: 'nights.progress',
    method: 'get',
    path: '/nights/run/progress',
    summary: 'The run under way, as it goes on',
    kind: 'events',
  }),
  release: endpoint({
    id: 'nights.release',
    method: 'post',
    path: '/nights/releases',
    summary: 'Let a held rule go on, and run that night once more',
    body: z.object({ rule_id: z.string(), reason: z.string().trim().min(1).max(500) }),
    answer: runState,
  }),
  precheck: endpoint({
    id: 'nights.precheck',
    method: 'post',
    path: '/nights/precheck',
    summary: 'Whom not to pay, before a roster in the inbox goes to the bank',
    body: z.object({ file: z.string().min(1) }),
    answer: z.object({
      file: z.string(),
      paper: z.string(),
      as_of: z.string(),
      received: z.int(),
      used: z.int(),
      refused: z.int(),
      ignored: z.int(),
      held_people: z.int(),
      held_fen: fen,
      roster_fen: fen,
      /** Whom to verify first, and the money of their lines beyond what is held. */
      doubtful_people: z.int(),
      doubtful_fen: fen,
      /** Why the file as a whole must not go to the bank, with the first lines that explain it; names are masked. */
      stops: z.array(
        z.object({
          zh: z.string(),
          en: z.string(),
          lines: z.array(
            z.object({
              from: z.string().nullable(),
              row: z.int(),
              name: z.string(),
              township: z.string().nullable(),
              value: z.string(),
              was: z.string(),
            }),
          ),
        }),
      ),
    }),
  }),
};
