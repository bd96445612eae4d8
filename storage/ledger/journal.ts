import { Refusal } from '../../core/errors.ts';
import type { CaseEventType } from '../../core/words/case-events.ts';
import type { EVENTS_BESIDE_CASES, EventBesideCases } from '../../core/words/journal-events.ts';
import { areListsCurrent, noteLists } from './beside-lists.ts';
import { sealEvent } from './chain-hash.ts';
import { readFact, writeFact } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { refuseUnopened } from './sealed-columns.ts';

/** The streams of the journal: what an event is about. */
export type Stream = 'case' | keyof typeof EVENTS_BESIDE_CASES;

export type EventType = CaseEventType | EventBesideCases;

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
  type: EventType;
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

/** Which command the events came of; sealed with the last of them, so that its key can be proved to have been used. */
export interface CommandSeal {
  key: string;
  digest: string;
}

/** Appends events inside the caller's transaction, each sealed to the one before. */
export function appendEvents(
  ledger: Ledger,
  author: Author,
  events: readonly NewEvent[],
  command?: CommandSeal,
): StoredEvent[] {
  if (events.length === 0) return [];
  if (!ledger.db.isTransaction) throw new Error('events are appended inside a transaction');
  const insert = ledger.statement(
    `insert into main.event (seq, at, actor, on_behalf_of, via, stream, subject_id, type, payload, previous_hash, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const { close } = ledger.keeping;
  let { seq, hash } = journalTip(ledger);
  refuseCut(ledger, seq, hash);
  refuseBehind(ledger);
  const first_seq = seq + 1;
  const stored = events.map((event, place) => {
    const said = JSON.stringify(event.payload);
    const seals = command !== undefined && place === events.length - 1;
    const payload = seals
      ? JSON.stringify({ ...(event.payload as object), command: { ...command, first_seq } })
      : said;
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
      close(payload, seq),
      seq === 1 ? previous : close(previous, null),
      close(hash, null),
    );
    return { ...author, ...event, payload: JSON.parse(said) as unknown, seq, hash };
  });
  const tip = `${seq} ${close(hash, null)}`;
  writeFact(ledger, 'tip', tip);
  noteLists(ledger, tip);
  return stored;
}

/** Appends one event, as `appendEvents` does, and answers with it. */
export function appendEvent(
  ledger: Ledger,
  author: Author,
  event: NewEvent,
  command?: CommandSeal,
): StoredEvent {
  const [stored] = appendEvents(ledger, author, [event], command);
  if (stored === undefined) throw new Error('an appended event came back as none');
  return stored;
}

/** A journal whose end was cut off is not written on: the cut would be covered. */
function refuseCut(ledger: Ledger, seq: number, hash: string): void {
  const tip = readFact(ledger, 'tip');
  if (tip === null || tip === `${seq} ${ledger.keeping.close(hash, null)}`) return;
  throw new Refusal(
    'journal-cut',
    `台账末尾的记录与最后一次写入的不符（应到第 ${tip.split(' ')[0]} 条，现到第 ${seq} 条），没有写入。请勿改动任何文件，从备份恢复（restore）。`,
    `The journal does not end where it was last written (record ${tip.split(' ')[0]}, now ${seq}); nothing was written. Change no file and bring back a backup (restore).`,
  );
}

/** Tables of people that are not of the journal's end are not written on: what is missing in them would stay missing. */
function refuseBehind(ledger: Ledger): void {
  if (areListsCurrent(ledger)) return;
  throw new Refusal(
    'lists-behind',
    '案件汇总落后于记录（上一个程序中途被终止），没有写入。请重新启动工作台，或者运行任何一个 hedui 命令，它会自动补齐。',
    'The lists of cases are behind the journal, because a program was ended half-way; nothing was written. Start the workbench again, or run any verb: it makes them again.',
  );
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

/** The events that a condition names, in order, one at a time. */
export function* readEvents(ledger: Ledger, where: string): Generator<StoredEvent> {
  const rows = ledger.db
    .prepare(
      `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, payload, hash
       from event where ${where} order by seq`,
    )
    .iterate();
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
    type: String(row.type) as EventType,
    payload: withoutSeal(parsedPayload(row)),
    hash: String(row.hash),
  };
}

function parsedPayload({ payload, seq }: Record<string, unknown>): object {
  refuseUnopened(String(payload), seq);
  return JSON.parse(String(payload));
}

/** What the event says; the command that it came of is no part of it. */
function withoutSeal(payload: object): unknown {
  if (payload === null || !('command' in payload)) return payload;
  const { command: _seal, ...said } = payload;
  return said;
}
