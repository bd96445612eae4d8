import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NODE_FLAGS } from '../../core/node-flags.ts';
import { nightly } from '../../pipelines/nightly.ts';
import { openProgress } from '../../pipelines/progress.ts';
import type { FileLine, NightSummary } from '../../reports/morning/night-summary.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import type { Row } from '../../storage/warehouse/database.ts';
import { type Workspace, workspaceAt } from '../../storage/workspace.ts';
import { type Ended, runHere } from '../support/command-here.ts';

export const COMMAND_LINE = join(import.meta.dirname, '../../pipelines/cli.ts');

/** A finding as it stands in the published build. */
export interface PublishedFinding {
  finding_key: string;
  finding_id: string;
  rule_id: string;
  case_id: string | null;
  direction: string;
  resident_id: string;
  name: string;
  amount_fen: number | null;
  months: number;
  first_month: number | null;
  last_month: number | null;
  match_strength: string;
  status: string;
  withdrawn_on: string | null;
  reason: string;
  facts: string;
  grounds: string;
  lines: string;
  evidence: string;
}

/** One office on disk: a workspace and an inbox of its own below the system's temporary folder. */
export class Office {
  readonly root: string;
  readonly home: string;
  readonly inbox: string;
  readonly workspace: Workspace;

  constructor(at: { root?: string; home?: string; inbox?: string } = {}) {
    this.root = at.root ?? mkdtempSync(join(tmpdir(), 'hedui-night-'));
    this.home = at.home ?? join(this.root, 'var');
    this.inbox = at.inbox ?? join(this.root, 'inbox');
    this.workspace = workspaceAt(this.home);
    mkdirSync(this.home, { recursive: true });
    mkdirSync(this.inbox, { recursive: true });
  }

  /** The same office once more, in folders of its own: what was made once serves several tests. */
  copy(): Office {
    const root = mkdtempSync(join(tmpdir(), 'hedui-night-'));
    // to the nanosecond: by the times of its readings a night sees whether anything was read anew
    execFileSync('cp', ['-a', `${this.root}/.`, root]);
    return new Office({ root });
  }

  /** Puts a file into the inbox, as an office would: with whatever is in it. */
  put(name: string, content: string | Buffer): string {
    const path = join(this.inbox, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  discard(name: string): void {
    rmSync(join(this.inbox, name));
  }

  settle(settings: string): void {
    writeFileSync(this.workspace.settings, settings);
  }

  /** A night for a day; run at the moment that `now` says, where a test sets its clock. */
  night(asOf = '2022-12-31', now?: () => string): Promise<NightSummary> {
    const progress = openProgress({ isQuiet: true });
    return nightly({ home: this.home, inbox: this.inbox, asOf, progress, ...(now ? { now } : {}) });
  }

  /** Starts the command line as a person would; the workspace is this office's. */
  start(...argv: string[]): ChildProcess {
    return spawn(process.execPath, [...NODE_FLAGS, COMMAND_LINE, '--home', this.home, ...argv], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  }

  /** Runs the command line in this process. */
  run(...argv: string[]): Promise<Ended> {
    return runHere(['--home', this.home, ...argv]);
  }

  /** The one object that a command prints for programs. */
  async json<T>(...argv: string[]): Promise<T> {
    return JSON.parse((await this.run('--json', ...argv)).stdout) as T;
  }

  /** Runs it in a process of its own, where that is what is asked about. */
  runApart(...argv: string[]): Promise<Ended> {
    return ended(this.start(...argv));
  }

  runNight(...options: string[]): Promise<Ended> {
    return this.run('nightly', '--inbox', this.inbox, '--as-of', '2022-12-31', ...options);
  }

  /** Starts a night and sends the signal as soon as it says that this step begins, however quick the machine is. */
  stopNightAt(step: string, signal: NodeJS.Signals, ...options: string[]): Promise<Ended> {
    const child = this.start('nightly', '--inbox', this.inbox, '--progress', 'json', ...options);
    let said = '';
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString('utf8');
      if (said.includes(`{"step":"${step}"`)) child.kill(signal);
    });
    return ended(child);
  }

  /** Number of the build that `builds/current` names. */
  currentBuild(): string {
    return readFileSync(join(this.workspace.builds, 'current'), 'utf8').trim();
  }

  /** Rows of the published build. */
  async read<T = Row>(sql: string): Promise<T[]> {
    const { warehouse } = await openPublished(this.workspace.builds);
    try {
      return await warehouse.rows<T>(sql);
    } finally {
      warehouse.close();
    }
  }

  standing(): Promise<PublishedFinding[]> {
    return this.read(
      "select * from result.finding where status <> 'withdrawn' order by rule_id, finding_key",
    );
  }

  withdrawn(): Promise<PublishedFinding[]> {
    return this.read("select * from result.finding where status = 'withdrawn' order by rule_id, finding_key");
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export async function ended(child: ChildProcess): Promise<Ended> {
  const pieces: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  child.stdout?.on('data', (piece: Buffer) => pieces.stdout.push(piece));
  child.stderr?.on('data', (piece: Buffer) => pieces.stderr.push(piece));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(pieces.stdout).toString('utf8'),
        stderr: Buffer.concat(pieces.stderr).toString('utf8'),
      }),
    );
  });
}

/** The line of one file in the summary of a night. */
export function fileOf(summary: NightSummary, name: string): FileLine {
  const line = summary.files.find(({ file }) => file === name);
  if (!line) throw new Error(`the night says nothing of ${name}`);
  return line;
}

/** What is claimed of whom, for comparing one night with another. */
export function claims(findings: readonly PublishedFinding[]): string[] {
  return findings
    .map(({ rule_id, resident_id, name, amount_fen, first_month, last_month, months, reason }) =>
      [rule_id, resident_id, name, amount_fen, first_month, last_month, months, reason].join('|'),
    )
    .sort();
}
