import { listIdRepairs } from '../../../../casework/id-repairs/id-repairs.ts';
import { listBatches, listItems } from '../../../../casework/reads/waiting/batches.ts';
import { maskText } from '../../../../core/mask.ts';
import { addCalendarDays } from '../../../../core/working-days.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';
import { rulesOf } from '../../../../explanation/rule-catalogue.ts';
import type { SourceState } from '../../../../explanation/sources-state.ts';
import type { NightSummary } from '../../../../reports/morning/night-summary.ts';
import type { Attention } from '../../../contract/nights.ts';
import type { Desk } from '../../desk.ts';
import { openProposals } from '../sources/number-repairs.ts';
import { senderQuality } from '../sources/sender-quality.ts';
import { openWords } from '../words/list-words.ts';
import { differs, statedTotals } from './files-by-source.ts';

/** Days before its due date from which a batch is told. */
const DUE_WITHIN_DAYS = 14;
/** Unexplained words that are told by themselves. */
const WORDS_TOLD = 3;
/** Milliseconds the page waits for what senders' deliveries were worth. */
const PATIENCE = 1500;
/** A defect that came in this many deliveries in a row is told on the first page. */
const REPEATED = 2;

/** What of the last night wants a person, the most binding first. */
export async function needsAttention(
  desk: Desk,
  build: PublishedBuild,
  night: NightSummary,
  sources: readonly SourceState[],
): Promise<Attention[]> {
  const rules = await rulesOf(build);
  return [
    ...night.held.map(
      ({ rule_id, title, findings, fresh, zh, en }): Attention => ({
        kind: 'held-rule',
        rule_id,
        title,
        english: rules.get(rule_id)?.english ?? title,
        findings,
        fresh,
        reason: { zh, en },
      }),
    ),
    ...night.files
      .filter(({ status }) => status === 'refused')
      .map(
        ({ file, reason, reason_en }): Attention => ({
          kind: 'refused-file',
          file,
          reason: { zh: reason ?? '', en: reason_en ?? '' },
        }),
      ),
    ...(await waitingWords(desk, build)),
    ...night.questions.map(
      ({ kind, file, by, rows, answers }): Attention => ({
        kind: 'delivery-question',
        asks: kind,
        ...{ file, by, rows },
        readings: answers.map(({ zh, en }) => ({ zh, en })),
      }),
    ),
    ...batchesDue(desk, night),
    ...staleSources(sources),
    ...night.files
      .flatMap(statedTotals)
      .filter(differs)
      .map(
        ({ source, file, header, is_money, stated, read }): Attention => ({
          kind: 'control-total',
          source,
          file,
          header,
          is_money,
          stated,
          read,
        }),
      ),
    ...(await repeatedDefects(desk, build, sources)),
    ...(await numberRepairs(desk, build)),
  ];
}

async function waitingWords(desk: Desk, build: PublishedBuild): Promise<Attention[]> {
  const open = await openWords(desk, build);
  if (open.length === 0) return [];
  const first = open.slice(0, WORDS_TOLD).map(({ column, column_en, word, rows }) => ({
    column: { zh: column, en: column_en },
    word: maskText(word),
    rows,
  }));
  return [{ kind: 'waiting-words', count: open.length, first }];
}

function staleSources(sources: readonly SourceState[]): Attention[] {
  return sources
    .filter(({ is_stale, data_until }) => is_stale && data_until !== null)
    .sort((one, other) => (other.days_old ?? 0) - (one.days_old ?? 0))
    .map(({ source, title, english, days_old, data_until }) => ({
      kind: 'stale-source' as const,
      source,
      title,
      english,
      days: days_old ?? 0,
      data_until: data_until ?? '',
    }));
}

function batchesDue(desk: Desk, night: NightSummary): Attention[] {
  const limit = addCalendarDays(night.as_of, DUE_WITHIN_DAYS).on;
  const due = listBatches(desk.ledger).flatMap(({ batch_id, title, reply_due_on }): Attention[] => {
    const items = listItems(desk.ledger, 'program', batch_id);
    const answered = items.filter(({ outcome }) => outcome !== null).length;
    if (answered === items.length || (reply_due_on !== null && reply_due_on > limit)) return [];
    return [{ kind: 'batch-due', batch_id, title, due_on: reply_due_on, items: items.length, answered }];
  });
  const unregistered = night.batches.unregistered.map(
    ({ file, items }): Attention => ({ kind: 'unregistered-batch', file, items }),
  );
  return [...due, ...unregistered];
}

async function repeatedDefects(
  desk: Desk,
  build: PublishedBuild,
  sources: readonly SourceState[],
): Promise<Attention[]> {
  const titles = new Map(sources.map((state) => [state.source, state]));
  // years of files take a while to be looked through after a night: the page does not wait for that
  const senders = await Promise.race([senderQuality(desk, build.build), after(PATIENCE)]);
  return senders.flatMap(({ sender, deliveries }): Attention[] => {
    const last = deliveries.at(-1);
    const times = Math.max(0, ...(last?.standing ?? []).map((defect) => defect.times));
    if (!last || times < REPEATED) return [];
    return [
      {
        kind: 'repeated-defect',
        source: sender,
        title: titles.get(sender)?.title ?? sender,
        english: titles.get(sender)?.english ?? sender,
        times,
        defects: last.defects,
        repeated: last.still_wrong,
      },
    ];
  });
}

const after = (milliseconds: number): Promise<never[]> =>
  new Promise((resolve) => {
    setTimeout(() => resolve([]), milliseconds).unref();
  });

async function numberRepairs(desk: Desk, build: PublishedBuild): Promise<Attention[]> {
  const count = (await openProposals(build, listIdRepairs(desk.ledger))).length;
  return count === 0 ? [] : [{ kind: 'number-repairs', count }];
}
