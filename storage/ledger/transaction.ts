import { Refusal } from '../../core/errors.ts';
import { explainLedgerFault, isBusy } from './faults.ts';
import { fileAt, type Ledger } from './ledger.ts';

const SHORTEST_PAUSE_MS = 0.2;
const LONGEST_PAUSE_MS = 3;

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
  ledger.db.exec('begin');
  try {
    return await work();
  } finally {
    if (ledger.db.isTransaction) ledger.db.exec('commit');
  }
}

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
  const deadline = performance.now() + ledger.busyTimeoutMs;
  ledger.db.exec('pragma busy_timeout = 0');
  try {
    for (;;) {
      try {
        ledger.db.exec('begin immediate');
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        pause(SHORTEST_PAUSE_MS + Math.random() * LONGEST_PAUSE_MS);
      }
    }
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
