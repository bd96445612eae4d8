import { isCounted, linesOnce } from '../core/claim.ts';
import type { Finding } from '../core/finding.ts';
import { addMonths, monthsBetween } from '../core/month.ts';
import type { Timeline, TimelineEvent, TimelinePayment } from './case-explanation.ts';
import type { Matter, PaymentRecord } from './matter.ts';
import { isPaidOnce } from './own-tables/payments.ts';
import { STATE_WORDS, say } from './say.ts';

const LEAST_MONTHS = 12;
/** A sentence of twenty years would leave no room for the months that are claimed. */
const MOST_MONTHS = 60;
const MONTHS_AFTER = 2;
/** Certifications further back than this say nothing about the months in question. */
const EVENTS_BEFORE = 12;

/** What was paid and what happened, by entitlement month. */
export function drawTimeline(matter: Matter, events: readonly TimelineEvent[]): Timeline {
  const claimed = claimedLines(matter);
  const claimedMonths = sumByMonth(claimed.lines);
  const shown = relevantEvents(matter, events, claimedMonths);
  const { first, last } = windowOf(matter, shown, claimedMonths);
  const months: number[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  const payments = matter.payments
    .filter(({ month }) => month >= first && month <= last)
    .map((payment) => paymentOf(matter, payment, claimed.lines));
  const lastSettled = matter.payments.findLast(
    ({ is_settled, is_arrears }) => is_settled && !is_arrears,
  )?.month;
  // a month for which no roster was received says nothing about who was left unpaid in it
  const isStopped =
    lastSettled !== undefined &&
    lastSettled < matter.last_roster_month &&
    !isStillListed(matter, lastSettled);
  return {
    first_month: first,
    last_month: last,
    months,
    payments,
    events: shown.filter(({ month }) => month >= first && month <= last),
    claimed_months: claimedMonths,
    band: bandOf(matter, claimedMonths, claimed.kind),
    stopped_from: isStopped ? addMonths(lastSettled, 1) : null,
    contrary: shown.filter(({ is_contrary }) => is_contrary),
  };
}

type BandKind = 'claim' | 'owed' | 'at-risk';

interface ClaimedLine {
  line_id: string;
  month: number;
  amount_fen: number;
}

/** The months in question, each payment once and with its largest claim; where none claims, what is owed or at risk. */
function claimedLines({ findings, payments }: Matter): { kind: BandKind; lines: ClaimedLine[] } {
  const paid = new Map(payments.map(({ line_id: id, amount_fen: fen }) => [String(id), fen]));
  const kinds: [BandKind, Finding[]][] = [
    ['claim', findings.filter(({ direction, amount_fen: fen }) => direction === 'fund' && fen !== null)],
    ['owed', findings.filter(({ direction }) => direction === 'person')],
    ['at-risk', findings.filter(({ facts }) => typeof facts.at_risk_fen === 'number')],
  ];
  for (const [kind, of] of kinds) {
    const once = linesOnce(of, ({ line_id: id, amount_fen: fen }) => fen ?? paid.get(id) ?? 0);
    const lines = once.flatMap(({ line_id, month, amount_fen }) =>
      month === null ? [] : [{ line_id, month, amount_fen }],
    );
    if (lines.length > 0) return { kind, lines };
  }
  return { kind: 'claim', lines: [] };
}

function sumByMonth(lines: readonly ClaimedLine[]): { month: number; amount_fen: number }[] {
  const sums = new Map<number, number>();
  for (const { month, amount_fen: fen } of lines) sums.set(month, (sums.get(month) ?? 0) + fen);
  return [...sums]
    .map(([month, amount_fen]) => ({ month, amount_fen }))
    .sort((one, other) => one.month - other.month);
}

/** What lies long before the months in question is left out, unless it is what the finding rests on. */
function relevantEvents(
  { as_of_month: now }: Matter,
  events: readonly TimelineEvent[],
  claimed: readonly { month: number }[],
): TimelineEvent[] {
  const from = addMonths(claimed[0]?.month ?? now, -EVENTS_BEFORE);
  const isSaidLater = (event: TimelineEvent): boolean => event.kind === 'life' || event.code === 'on-behalf';
  return events.filter((event) => event.month >= from || !isSaidLater(event));
}

function windowOf(
  { payments, as_of_month: now }: Matter,
  events: readonly TimelineEvent[],
  claimed: readonly { month: number }[],
): { first: number; last: number } {
  const marks = [...claimed, ...events].map(({ month }) => month).filter((month) => month <= now);
  if (marks.length === 0) marks.push(payments.at(-1)?.month ?? now);
  // the months after the last mark show whether payment went on
  const last = Math.min(now, addMonths(Math.max(...marks), MONTHS_AFTER));
  const earliest = Math.max(Math.min(...marks), addMonths(last, -MOST_MONTHS + 1));
  const first =
    monthsBetween(earliest, last) + 1 < LEAST_MONTHS ? addMonths(last, -LEAST_MONTHS + 1) : earliest;
  return { first, last };
}

/** A payment that failed or was suspended still stands on the roster; after it is struck off there is no line. */
function isStillListed({ payments }: Matter, after: number): boolean {
  return payments.some(({ month, state }) => month > after && (state === 'pending' || state === 'paid'));
}

function paymentOf(
  { language }: Matter,
  payment: PaymentRecord,
  claimed: readonly ClaimedLine[],
): TimelinePayment {
  const { line_id: id, month, paid_month, amount_fen, state, is_settled, is_arrears } = payment;
  const kind =
    is_arrears && is_settled
      ? 'arrears'
      : is_settled
        ? 'settled'
        : state === 'returned'
          ? 'returned'
          : 'unsettled';
  const word =
    is_arrears && is_settled
      ? say(language, ['补发', 'Arrears'])
      : say(language, STATE_WORDS[state] ?? [state, state]);
  return {
    line_id: String(id),
    month,
    paid_month,
    amount_fen,
    kind,
    state_text: word,
    is_claimed: claimed.some((line) => line.line_id === String(id) && line.month === month),
  };
}

function bandOf(
  matter: Matter,
  claimed: readonly { month: number; amount_fen: number }[],
  kind: BandKind,
): Timeline['band'] {
  const [first] = claimed;
  const last = claimed.at(-1);
  if (!first || !last) return null;
  const { language, findings } = matter;
  const isPossible = !findings.some(isCounted);
  const labels = {
    claim: isPossible
      ? say(language, ['可能多发', 'Possibly overpaid'])
      : say(language, ['多发', 'Overpaid']),
    owed: say(language, ['应补', 'Due to person']),
    'at-risk': say(language, ['有风险', 'At risk']),
  };
  return {
    kind,
    from_month: first.month,
    to_month: last.month,
    months: claimed.length,
    payments: findings.every((finding) => isPaidOnce(matter, finding)) ? linesOnce(findings).length : null,
    amount_fen: claimed.reduce((sum, { amount_fen: fen }) => sum + fen, 0),
    label: labels[kind],
  };
}
