import type { ChildProcessByStdio } from 'node:child_process';
import { EventEmitter, on } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { enterInput, type Input } from '../../../../casework/inputs/enter-input.ts';
import { maskFault } from '../../../../core/mask-fault.ts';
import { addRows, type FileLine } from '../../../../reports/morning/night-summary.ts';
import type { runState } from '../../../contract/night-run.ts';
import { startVerb } from '../../command-line.ts';
import type { Asking, Desk } from '../../desk.ts';
import { Refused } from '../../refused.ts';
import { FAULT, isBehind, isNightUnderWay, readAttempt, writeAttempt } from './last-attempt.ts';

export type NightState = z.infer<typeof runState>;

type By = Pick<Asking, 'user' | 'via'>;

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** What the night says of its progress, one object per line. */
interface ProgressLine {
  step?: string;
  zh?: string;
  total?: number;
  tick?: string;
}

const IDLE: NightState = {
  outcome: null,
  as_of: null,
  started_at: null,
  ended_at: null,
  started_by: null,
  steps: [],
  rows: null,
  run: null,
  refusal: null,
};

/** Runs one night at a time as a process of its own, and keeps how far it has come for everybody who looks. */
export class NightRunner {
  readonly #desk: Desk;
  readonly #news = new EventEmitter().setMaxListeners(0);
  #state: NightState | null = null;
  #child: Child | null = null;
  #isStopped = false;
  #stepSince = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The run under way, else the last one, wherever it was started. */
  get state(): NightState {
    if (this.#child !== null && this.#state !== null) return this.#state;
    return readAttempt(this.#desk.workspace) ?? IDLE;
  }

  /** Whether the last run ended without publishing; one that was just started has neither ended nor taken its lock. */
  isBehind(publishedAt: string): boolean {
    return this.#child === null && isBehind(this.#desk.workspace, publishedAt);
  }

  /** Begins a night in somebody's name; that it was begun is entered before it is. */
  start(asOf: string, by: By): NightState {
    if (this.#child !== null || isNightUnderWay(this.#desk.workspace)) {
      throw new Refused(
        'night-already-running',
        '核对正在进行，请等它结束。',
        'A run is under way; wait for it to end.',
      );
    }
    const { settings, workspace } = this.#desk;
    // an office that nobody has sent anything yet has no inbox
    mkdirSync(settings.inbox, { recursive: true });
    mkdirSync(workspace.log, { recursive: true });
    this.#isStopped = false;
    this.#state = {
      ...IDLE,
      outcome: 'running',
      as_of: asOf,
      started_at: new Date().toISOString(),
      started_by: by.user.display_name,
    };
    this.#enter(by, { type: 'NightStarted', subject_id: asOf, payload: { inbox: null } });
    writeAttempt(workspace, this.#state);
    const child = startVerb(workspace.home, [
      'nightly',
      ...['--as-of', asOf],
      ...['--inbox', settings.inbox],
      ...['--progress', 'json'],
    ]);
    this.#child = child;
    void this.#follow(child);
    return this.#state;
  }

  /** Ends the run under way; what is published stays, and the next night clears the draft away. */
  stop(by: By): NightState {
    if (this.#child === null) {
      throw new Refused('no-run', '现在没有正在进行的核对。', 'No run is under way.');
    }
    this.#enter(by, { type: 'NightStopped', subject_id: this.#state?.as_of ?? '', payload: {} });
    this.#isStopped = true;
    this.#child.kill('SIGTERM');
    return this.state;
  }

  #enter({ user, via }: By, input: Input): void {
    enterInput(this.#desk.ledger, this.#desk.office, { user: user.user_id, via }, input);
  }

  /** Every state from now on, the present one first, until the run is over. */
  async *watch(signal: AbortSignal): AsyncGenerator<NightState> {
    yield this.state;
    if (this.#child === null) return;
    try {
      for await (const _ of on(this.#news, 'news', { signal, close: ['over'] })) {
        yield this.state;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (!signal.aborted) yield this.state;
  }

  async #follow(child: Child): Promise<void> {
    const out: Buffer[] = [];
    const errors: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!this.#take(line)) errors.push(line);
    });
    await new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('close', () => resolve());
    });
    this.#end(Buffer.concat(out).toString('utf8'), errors);
  }

  #take(line: string): boolean {
    if (!line.startsWith('{') || this.#state === null) return false;
    let told: ProgressLine;
    try {
      told = JSON.parse(line) as ProgressLine;
    } catch {
      return false;
    }
    const steps = this.#state.steps.slice();
    const last = steps.at(-1);
    if (told.step !== undefined) {
      if (last) steps[steps.length - 1] = this.#closed(last);
      this.#stepSince = performance.now();
      const { step, zh = step, total = 1 } = told;
      steps.push({ step, zh, total, done: 0, detail: null, milliseconds: null, is_over: false });
    } else if (told.tick !== undefined && last) {
      steps[steps.length - 1] = { ...last, done: last.done + 1, detail: told.tick };
    }
    this.#state = { ...this.#state, steps };
    this.#news.emit('news');
    return true;
  }

  #closed(step: NightState['steps'][number]): NightState['steps'][number] {
    const milliseconds = Math.round(performance.now() - this.#stepSince);
    return { ...step, done: step.total, detail: null, milliseconds, is_over: true };
  }

  #end(out: string, errors: readonly string[]): void {
    const running = this.#state ?? IDLE;
    const told = readAnswer(out);
    const isPublished = told?.published === true;
    const last = running.steps.at(-1);
    this.#state = {
      ...running,
      outcome: isPublished ? 'published' : this.#isStopped ? 'stopped' : 'failed',
      ended_at: new Date().toISOString(),
      steps: isPublished && last ? [...running.steps.slice(0, -1), this.#closed(last)] : running.steps,
      rows: told?.files === undefined ? null : addRows(told.files),
      run: told?.run ?? null,
      refusal: isPublished || this.#isStopped ? null : (told?.error ?? FAULT),
    };
    if (this.#state.outcome === 'failed') {
      this.#desk.log.error({ said: maskFault(errors.slice(-20).join('\n')) }, 'night started here failed');
    }
    writeAttempt(this.#desk.workspace, this.#state);
    this.#child = null;
    this.#news.emit('news');
    this.#news.emit('over');
  }
}

interface NightAnswer {
  run?: number;
  published?: boolean;
  files?: FileLine[];
  error?: { code: string; zh: string; en: string };
}

function readAnswer(out: string): NightAnswer | null {
  try {
    return JSON.parse(out) as NightAnswer;
  } catch {
    return null;
  }
}

const runners = new WeakMap<Desk, NightRunner>();

/** The one runner of a workbench. */
export function runnerOf(desk: Desk): NightRunner {
  const known = runners.get(desk);
  if (known) return known;
  const runner = new NightRunner(desk);
  runners.set(desk, runner);
  return runner;
}
