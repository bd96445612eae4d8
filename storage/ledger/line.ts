import { rmSync, statSync, writeFileSync } from 'node:fs';
import type { Ledger } from './ledger.ts';

/** A mark that is older was left by a process that was killed. */
const FRESH_MS = 2_000;
const RENEW_MS = 100;

/** How many of this process stand in line for a ledger, and when they last said so. */
const lines = new WeakMap<Ledger, { people: number; said_at: number }>();

/** A file without content: for a long work in another process its age says whether somebody waits. */
const markOf = ({ path }: Ledger): string => `${path}-waiting`;

/** Stands in line for the place of the writer until it is let go. */
export function standInLine(ledger: Ledger): Disposable {
  const line = lines.get(ledger) ?? { people: 0, said_at: Number.NEGATIVE_INFINITY };
  lines.set(ledger, line);
  line.people += 1;
  keepPlace(ledger);
  return {
    [Symbol.dispose]: () => {
      line.people -= 1;
      if (line.people > 0) return;
      line.said_at = Number.NEGATIVE_INFINITY;
      // who waits in another process says so again in a moment
      rmSync(markOf(ledger), { force: true });
    },
  };
}

/** Says that the line is still there. */
export function keepPlace(ledger: Ledger): void {
  const line = lines.get(ledger);
  if (line === undefined || line.people === 0 || performance.now() < line.said_at + RENEW_MS) return;
  line.said_at = performance.now();
  writeFileSync(markOf(ledger), '');
}

/** Whether anybody stands in line, in whatever process. */
export function isAwaited(ledger: Ledger): boolean {
  const mark = statSync(markOf(ledger), { throwIfNoEntry: false });
  return mark !== undefined && Date.now() - mark.mtimeMs < FRESH_MS;
}
