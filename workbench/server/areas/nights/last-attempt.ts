import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../../../../storage/atomic-file.ts';
import { isHeld } from '../../../../storage/lock.ts';
import type { Workspace } from '../../../../storage/workspace.ts';
import { runState } from '../../../contract/night-run.ts';

type State = z.infer<typeof runState>;

/** How much of the log is looked at: a night writes a few lines, and the last one is wanted. */
const TAIL_BYTES = 256 * 1024;

const logLine = z.object({
  time: z.string(),
  msg: z.enum(['night published', 'night failed']),
  run: z.number().optional(),
  as_of: z.string().optional(),
  err: z
    .object({ code: z.string().optional(), zh: z.string().optional(), en: z.string().optional() })
    .optional(),
});

const recordPath = ({ log }: Workspace): string => join(log, 'last-attempt.json');

/** Keeps how a run that was started here goes, so that a restart of the workbench still knows. */
export function writeAttempt(workspace: Workspace, state: State): void {
  writeFileAtomically(recordPath(workspace), `${JSON.stringify(state)}\n`);
}

/**
 * The last attempt at a night, wherever it was started: the record of the workbench or the log of the command line,
 * whichever is later. Null before the first.
 */
export function readAttempt(workspace: Workspace): State | null {
  const own = readOwn(workspace);
  const told = readLog(join(workspace.log, 'hedui.log'));
  if (own === null || told === null) return own ?? told;
  // the log line of a run that was started here is written while it ends: the record says more
  return (told.ended_at ?? '') > (own.ended_at ?? own.started_at ?? '') ? told : own;
}

/** The last attempt came after what is published, and was not published itself. */
export function isBehind(workspace: Workspace, publishedAt: string): boolean {
  const attempt = readAttempt(workspace);
  if (attempt?.outcome !== 'failed' && attempt?.outcome !== 'stopped') return false;
  return (attempt.ended_at ?? '') > publishedAt;
}

function readOwn(workspace: Workspace): State | null {
  const path = recordPath(workspace);
  if (!existsSync(path)) return null;
  try {
    const state = runState.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (state.outcome !== 'running' || isNightUnderWay(workspace)) return state;
    // it was cut off: nobody is at work on it any more, and the log does not know that it began
    return { ...state, outcome: 'failed', ended_at: state.started_at, refusal: CUT_OFF };
  } catch {
    return null;
  }
}

const CUT_OFF = {
  code: 'cut-off',
  zh: '核对中断，没有发布；请重新核对。',
  en: 'The run was cut off and not published; run it again.',
};

/** Whether a process holds the lock of a night, started here or anywhere else. */
export function isNightUnderWay({ home }: Workspace): boolean {
  return isHeld(join(home, 'night.lock'));
}

const kept = new Map<string, { stamp: string; state: State | null }>();

function readLog(path: string): State | null {
  if (!existsSync(path)) return null;
  const { size, mtimeMs } = statSync(path);
  const stamp = `${size} ${mtimeMs}`;
  const known = kept.get(path);
  if (known?.stamp === stamp) return known.state;
  const state = lastLine(readTail(path));
  kept.set(path, { stamp, state });
  return state;
}

function lastLine(text: string): State | null {
  for (const line of text.split('\n').reverse()) {
    if (!line.includes('"night published"') && !line.includes('"night failed"')) continue;
    const checked = logLine.safeParse(parseLine(line));
    if (!checked.success) continue;
    const { time, msg, run = null, as_of = null, err } = checked.data;
    const isPublished = msg === 'night published';
    return {
      outcome: isPublished ? 'published' : 'failed',
      as_of,
      started_at: null,
      ended_at: time,
      started_by: null,
      steps: [],
      rows: null,
      run,
      refusal: isPublished ? null : refusalOf(err),
    };
  }
  return null;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** The log keeps a refusal in its own words; a fault of ours is told without its insides. */
function refusalOf(err: z.infer<typeof logLine>['err']): State['refusal'] {
  if (err?.zh !== undefined && err.en !== undefined)
    return { code: err.code ?? 'failed', zh: err.zh, en: err.en };
  return FAULT;
}

export const FAULT = {
  code: 'fault',
  zh: '程序自身出错，请把 log/ 交给维护人员。',
  en: 'A fault of our own; please hand log/ to the maintainers.',
};

function readTail(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const length = Math.min(size, TAIL_BYTES);
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, size - length);
    return bytes.toString('utf8');
  } finally {
    closeSync(file);
  }
}
