import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { maskFault } from '../core/mask-fault.ts';

/** The log of an office: one file, in which numbers of people, accounts and quoted names are masked before anything is written. */
export function openLog(folder: string): Logger {
  mkdirSync(folder, { recursive: true });
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: maskFault } },
    pino.destination({ dest: join(folder, 'hedui.log'), sync: true, append: true }),
  );
}
