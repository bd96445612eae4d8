import { sealEvent } from './chain-hash.ts';
import { readFact } from './facts.ts';
import type { Ledger } from './ledger.ts';

/** The streams of the journal: what an event is about. */
export type Stream =
  | 'case'
  | 'user'
  | 'batch'
  | 'bank'
  | 'access'
  | 'id-repair'
  | 'document'
  | 'rule'
  | 'night'
  | 'word'
  | 'delivery';

/** Who acts, when their clock says it is, and by which door they came in. */
export interface Author {
  actor: string;
  on_behalf_of: string | null;
  /** Such as `command-line`, `web`, `import` or `nightly`. */
  via: string;
  at: string;
}

export interface NewEvent {
  stream: Stream;
  subject_id: string;
  type: string;
  payload: unknown;
}

/** An event as the journal keeps it; `payload` is parsed. */
export interface StoredEvent extends NewEvent, Author {
  seq: number;
  hash: string;
}

interface Tip {
  seq: number;
  hash: string;
}

/** Appends events inside the caller's transaction, each sealed to the one before. */
export function appendEvents(ledger: Ledger, author: Author, events: readonly NewEvent[]): StoredEvent[] {
  if (events.length === 0) return [];
  if (!ledger.db.isTransaction) throw new Error('events are appended inside a transaction');
  const insert = ledger.statement(
    `insert into event (seq, at, actor, on_behalf_of, via, stream, subject_id, type, payload, previous_hash, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let { seq, hash } = journalTip(ledger);
  return events.map((event) => {
    const payload = JSON.stringify(event.payload);
    const previous = hash;
    hash = sealEvent(ledger.hashKind, previous, { ...author, ...event, payload });
    seq += 1;
    insert.run(
      seq,
      author.at,
      author.actor,
      author.on_behalf_of,
      author.via,
      event.stream,
      event.subject_id,
      event.type,
      payload,
      previous,
      hash,
    );
    return { ...author, ...event, payload: JSON.parse(payload) as unknown, seq, hash };
  });
}

/** The last record of the journal, or its birth mark when it has none. */
export function journalTip(ledger: Ledger): Tip {
  const last = ledger.statement('select seq, hash from event order by seq desc limit 1').get();
  if (last !== undefined) return { seq: Number(last.seq), hash: String(last.hash) };
  return { seq: 0, hash: String(readFact(ledger, 'genesis_hash')) };
}

export function ledgerId(ledger: Ledger): string {
  return String(readFact(ledger, 'ledger_id'));
}

/** Who wrote a record and when; null where there is none of this number. */
export function recordAt(ledger: Ledger, seq: number): { actor: string; at: string } | null {
  const row = ledger.statement('select actor, at from event where seq = ?').get(seq);
  return row === undefined ? null : { actor: String(row.actor), at: String(row.at) };
}

/** All events about one subject, in the order they were written. */
export function readSubject(ledger: Ledger, stream: Stream, subjectId: string): StoredEvent[] {
  return ledger
    .statement(
      `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, payload, hash
       from event where stream = ? and subject_id = ? order by seq`,
    )
    .all(stream, subjectId)
    .map(toStoredEvent);
}

/** All events of some streams in order, one at a time: a journal may be larger than memory. */
export function* readStreams(ledger: Ledger, streams: readonly Stream[]): Generator<StoredEvent> {
  const places = streams.map(() => '?').join(', ');
  const rows = ledger.db
    .prepare(
      `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, payload, hash
       from event where stream in (${places}) order by seq`,
    )
    .iterate(...streams);
  for (const row of rows) yield toStoredEvent(row);
}

function toStoredEvent(row: Record<string, unknown>): StoredEvent {
  return {
    seq: Number(row.seq),
    at: String(row.at),
    actor: String(row.actor),
    on_behalf_of: row.on_behalf_of === null ? null : String(row.on_behalf_of),
    via: String(row.via),
    stream: row.stream as Stream,
    subject_id: String(row.subject_id),
    type: String(row.type),
    payload: JSON.parse(String(row.payload)) as unknown,
    hash: String(row.hash),
  };
}
