import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../core/errors.ts';
import { areListsCurrent } from './beside-lists.ts';
import { explainLedgerFault, isBusy } from './faults.ts';
import { fileAt, type Ledger } from './ledger.ts';
import { isAwaited, keepPlace, standInLine } from './line.ts';

const SHORTEST_PAUSE_MS = 0.2;
const LONGEST_PAUSE_MS = 3;
/** Most writers are done by then; only afterwards the thread is let go. */
const HOLD_ON_MS = 10;
/** How long somebody who has let go of the thread waits before they look again. */
const RETRY_MS = 8;
/** So long at most a long work lets those go first who stand in line; then it goes on, however many come. */
const LONGEST_WAY_MS = 2_000;

/** What one piece of work has done to the ledger so far. */
const turn = new AsyncLocalStorage<{ hasWritten: boolean }>();

/**
 * Runs work that writes for a program which serves many at once: where another program writes, this lets go of the thread
 * until that has ended, and begins the work anew. Once some of it has been written the rest waits in place, for nothing is
 * written twice. What the work does besides must bear being done again.
 */
export async function inTurn<Result>(ledger: Ledger, work: () => Result | Promise<Result>): Promise<Result> {
  const deadline = performance.now() + ledger.busyTimeoutMs;
  const around = turn.getStore();
  let place: Disposable | null = null;
  try {
    for (;;) {
      const done = { hasWritten: false };
      try {
        const result = await turn.run(done, work);
        if (around !== undefined && done.hasWritten) around.hasWritten = true;
        return result;
      } catch (error) {
        const isAnothers = error instanceof Refusal && error.code === 'ledger-busy';
        if (!isAnothers || done.hasWritten || performance.now() > deadline) throw error;
      }
      place ??= standInLine(ledger);
      await untilFree(ledger, deadline);
    }
  } finally {
    place?.[Symbol.dispose]();
  }
}

/** Of those who stand in line in one process one looks for all. */
const looks = new WeakMap<Ledger, Promise<void>>();

function untilFree(ledger: Ledger, deadline: number): Promise<void> {
  const looking = looks.get(ledger) ?? lookOut(ledger, deadline).finally(() => looks.delete(ledger));
  looks.set(ledger, looking);
  return looking;
}

async function lookOut(ledger: Ledger, deadline: number): Promise<void> {
  while (!isFree(ledger) && performance.now() < deadline) {
    keepPlace(ledger);
    await wait(RETRY_MS * (0.5 + Math.random()));
  }
}

/**
 * Runs `work` as one transaction. Always immediate: a transaction that reads first and writes later fails
 * at once when somebody else wrote in between, however long the time-out.
 */
export function inTransaction<Result>(ledger: Ledger, work: () => Result): Result {
  try {
    begin(ledger);
    try {
      const result = work();
      ledger.db.exec('commit');
      const own = turn.getStore();
      if (own !== undefined) own.hasWritten = true;
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (ledger.db.isTransaction) ledger.db.exec('rollback');
      throw error;
    }
  } catch (error) {
    throw explainLedgerFault(error, ledger.path);
  }
}

/** Reads one moment of the ledger, however much is written meanwhile. For a connection that only this work uses. */
export async function atOneMoment<Result>(
  ledger: Ledger,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  beginToRead(ledger);
  try {
    return await work();
  } finally {
    if (ledger.db.isTransaction) ledger.db.exec('commit');
  }
}

/** The same for work in one piece; within a transaction, the moment is that of the transaction. */
export function seenAtOnce<Result>(ledger: Ledger, work: () => Result): Result {
  if (ledger.db.isTransaction) return work();
  beginToRead(ledger);
  try {
    return work();
  } finally {
    if (ledger.db.isTransaction) ledger.db.exec('commit');
  }
}

/** Of a sealed ledger the journal and its tables of people are two files: both are looked at as they were after one record. */
function beginToRead(ledger: Ledger): void {
  for (let attempt = 1; ; attempt += 1) {
    ledger.db.exec('begin');
    if (ledger.keeping.lists !== 'beside' || areListsCurrent(ledger) || attempt === LOOKS_FOR_ONE_MOMENT)
      return;
    ledger.db.exec('commit');
    pause(SHORTEST_PAUSE_MS + Math.random() * LONGEST_PAUSE_MS);
  }
}

/** After so many the two are apart for good, and whoever looks says so. */
const LOOKS_FOR_ONE_MOMENT = 200;

/** Runs `work` as one transaction that is taken back, all of it, when it ends in a refusal. */
export function inTransactionUnlessRefused<Outcome extends { ok: boolean }>(
  ledger: Ledger,
  work: () => Outcome,
): Outcome {
  let refused: Outcome | null = null;
  try {
    return inTransaction(ledger, () => {
      const outcome = work();
      if (outcome.ok) return outcome;
      refused = outcome;
      throw new Error('refused');
    });
  } catch (error) {
    if (refused !== null) return refused;
    throw error;
  }
}

/**
 * Waits for the one place of a writer. SQLite's own wait grows to a tenth of a second, and a process that
 * writes without pause then starves the others for minutes (seen with four writers); short, uneven pauses
 * give everybody a turn.
 */
function begin(ledger: Ledger): void {
  refuseReplaced(ledger);
  const letsGo = turn.getStore()?.hasWritten === false;
  const deadline = performance.now() + (letsGo ? HOLD_ON_MS : ledger.busyTimeoutMs);
  withoutWaiting(ledger, () => {
    for (;;) {
      try {
        ledger.db.exec('begin immediate');
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        pause(SHORTEST_PAUSE_MS + Math.random() * LONGEST_PAUSE_MS);
      }
    }
  });
}

/**
 * Lets others write, between one transaction of a long work and the next: longer than any of them waits before it looks again,
 * and until all who stand in line have written.
 */
export function giveWay(ledger: Ledger): void {
  const until = performance.now() + LONGEST_WAY_MS;
  do pause(2 * RETRY_MS);
  while (isAwaited(ledger) && performance.now() < until);
}

/** Whether nobody is writing. */
function isFree(ledger: Ledger): boolean {
  return withoutWaiting(ledger, () => {
    try {
      ledger.db.exec('begin immediate');
      ledger.db.exec('rollback');
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw explainLedgerFault(error, ledger.path);
    }
  });
}

/** Runs `work` in which SQLite waits for no other writer by itself. */
function withoutWaiting<Result>(ledger: Ledger, work: () => Result): Result {
  ledger.db.exec('pragma busy_timeout = 0');
  try {
    return work();
  } finally {
    ledger.db.exec(`pragma busy_timeout = ${ledger.busyTimeoutMs}`);
  }
}

/** What is written into a file that no longer bears the ledger's name is lost to everybody. */
function refuseReplaced({ path, file }: Ledger): void {
  if (file === null || file === fileAt(path)) return;
  throw new Refusal(
    'ledger-replaced',
    `台账文件在使用中被换掉了，没有写入：${path}。请重新启动工作台再试。`,
    `The ledger was replaced while it was in use; nothing was written: ${path}. Start the workbench again.`,
  );
}

const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

function pause(milliseconds: number): void {
  Atomics.wait(nobodyWakes, 0, 0, milliseconds);
}
