import type { SQLInputValue } from 'node:sqlite';
import { LAID_BESIDE_A_CASE } from '../../core/words/case-events.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { literals } from './conditions.ts';
import { firstOf, rowsOf } from './rows.ts';

/** What has been answered since something was last written that lists and counts tell of. */
interface Kept {
  /** Changes whenever another connection has written, a night or the command line. */
  others: number;
  /** The last record of this or any connection that lists and counts tell of. */
  seq: number;
  /** Up to here the journal has been looked through. */
  looked: number;
  answers: Map<string, readonly unknown[]>;
}

const BESIDE_A_CASE = literals(LAID_BESIDE_A_CASE);

/** Of lists that everybody opens there are few; more than these are somebody's searches, and go. */
const MOST = 400;

const keptOf = new WeakMap<Ledger, Kept>();

/**
 * The rows of a query over the casebook, as `rowsOf` gives them: a count or a page that somebody has just asked for is not worked
 * out again for the next who does. Tables change by events alone; who looked at what is an event, too, and changes none, and what
 * is laid beside a case changes nothing but its `last_seq`, which is therefore not among what is kept.
 */
export function keptRows<Row extends object>(
  ledger: Ledger,
  sql: string,
  ...values: readonly SQLInputValue[]
): Row[] {
  // what a transaction has written so far is nobody else's yet
  if (ledger.db.isTransaction) return rowsOf<Row>(ledger, sql, ...values);
  const { answers } = present(ledger);
  const key = JSON.stringify([sql, values]);
  let rows = answers.get(key) as readonly Row[] | undefined;
  if (rows === undefined) {
    rows = rowsOf<Row>(ledger, sql, ...values);
    if (answers.size >= MOST) answers.clear();
    answers.set(key, rows);
  }
  return rows.map((row) => ({ ...row }));
}

/** The first row of such a query; null where it has none. */
export function keptFirst<Row extends object>(
  ledger: Ledger,
  sql: string,
  ...values: readonly SQLInputValue[]
): Row | null {
  return keptRows<Row>(ledger, sql, ...values)[0] ?? null;
}

/** By what it is known whether anything has been written since that lists and counts tell of; another text after each such record. */
export function casebookStamp(ledger: Ledger): string {
  const { others, seq } = present(ledger);
  return `${others} ${seq}`;
}

function present(ledger: Ledger): Kept {
  const known = keptOf.get(ledger);
  const others = firstOf<{ data_version: number }>(ledger, 'pragma data_version')?.data_version ?? 0;
  const isAnothers = known === undefined || known.others !== others;
  const { last, more } = lastSince(ledger, isAnothers ? 0 : known.looked);
  if (!isAnothers && more === null && last >= known.looked) {
    known.looked = last;
    return known;
  }
  const kept = { others, seq: isAnothers ? last : (more ?? last), looked: last, answers: new Map() };
  keptOf.set(ledger, kept);
  return kept;
}

/** The last record, and the last after one known that lists and counts tell of. */
function lastSince(ledger: Ledger, known: number): { last: number; more: number | null } {
  const tip = firstOf<{ seq: number }>(ledger, 'select seq from event order by seq desc limit 1');
  const last = tip?.seq ?? 0;
  if (known === 0 || last === known) return { last, more: null };
  const more = firstOf<{ seq: number | null }>(
    ledger,
    `select max(seq) as seq from event
     where seq > ? and stream <> 'access' and not (stream = 'case' and type in (${BESIDE_A_CASE}))`,
    known,
  );
  return { last, more: more?.seq ?? null };
}
