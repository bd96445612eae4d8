import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { loadShippedChains } from '../../../casework/approval-chain.ts';
import { loadCase } from '../../../casework/casebook/load-case.ts';
import { isAddresseeDead } from '../../../casework/parties.ts';
import type { RefusalCode } from '../../../casework/refusals.ts';
import { NODE_FLAGS } from '../../../core/node-flags.ts';
import type { Move } from '../../../core/words/moves.ts';
import { run } from '../../../pipelines/cli.ts';
import type { Desk } from '../../../workbench/server/desk.ts';
import type { Workbench } from '../../../workbench/server/open-workbench.ts';
import { type Caller, signedIn } from '../caller.ts';
import { act } from '../demo-case.ts';
import { closeDemo, copyDemoHome, openDemo } from '../stand.ts';

/** A refusal as a door gives it. */
export interface Refused {
  code: string;
  zh: string;
  en: string;
}

export interface ReadCase {
  evidence: { is_contrary: boolean; explanations: { key: string; verdict: string }[] };
  last_seq: number;
}

const CLI = join(import.meta.dirname, '../../../pipelines/cli.ts');

const USERS = [
  ...['admin', 'chenjing', 'zhangmin', 'liuyang', 'lina', 'zhouju', 'heqin', 'maxiang'],
] as const;

/** One office with both its doors: the browser's requests and the command line. */
export class Doors {
  /** Refusals that both doors gave alike. */
  readonly played: Set<RefusalCode>;
  readonly #callers = new Map<string, Caller>();
  readonly #used = new Set<string>();
  #demo = '';
  #open: { home: string; workbench: Workbench } | null = null;

  constructor(played = new Set<RefusalCode>()) {
    this.played = played;
  }

  /** Whoever opens it on a folder of their own gives that folder away: it goes when the doors are closed. */
  async open(own?: string): Promise<void> {
    const home = own ?? (await copyDemoHome());
    this.#demo = readFileSync(join(home, 'hedui.yaml'), 'utf8');
    writeSettings(home, this.#demo, {});
    this.#open = { home, workbench: await openDemo(home) };
    for (const user of USERS) this.#callers.set(user, await signedIn(this.workbench, user));
  }

  /** Settings of casework beside the demonstration's own; the workbench keeps to those it was opened with. */
  settle(casework: object): void {
    writeSettings(this.home, this.#demo, casework);
  }

  async close(): Promise<void> {
    await closeDemo(this.#open?.workbench, this.#open?.home);
  }

  get home(): string {
    return this.#openOne().home;
  }

  get workbench(): Workbench {
    return this.#openOne().workbench;
  }

  get desk(): Desk {
    return this.workbench.desk;
  }

  /** A case nobody has touched, by its finding, with so much claimed at least. */
  fresh({ rule = '', least = 1, most = 499_999 } = {}): string {
    const found = this.desk.ledger.db
      .prepare(
        `select case_id from case_state where status = 'new' and township <> '新哨镇'
           and claimed_fen between ? and ? order by case_number`,
      )
      .all(least, most)
      .map(({ case_id }) => String(case_id))
      .filter((id) => !this.#used.has(id))
      .find((id) =>
        Object.values(this.state(id).findings).some(({ finding }) => finding.rule_id.startsWith(rule)),
      );
    if (found === undefined) throw new Error(`no case is left of ${rule}`);
    this.#used.add(found);
    return found;
  }

  state(caseId: string) {
    const state = loadCase(this.desk.ledger, caseId);
    if (state === null) throw new Error(`there is no case ${caseId}`);
    return state;
  }

  act(user: string, caseId: string, move: Move, input: object = {}): void {
    act(this.desk, user, caseId, move, input);
  }

  /** After a death somebody else drew the money. */
  nameIfDead(caseId: string): void {
    if (isAddresseeDead(this.state(caseId)))
      this.act('zhangmin', caseId, 'name-debtor', { name: '王小明', relation: '之子' });
  }

  /** Found substantiated by zhangmin, to whom it was given. */
  substantiated(caseId: string): string {
    this.act('chenjing', caseId, 'assign', { assignee: 'zhangmin' });
    this.nameIfDead(caseId);
    this.act('zhangmin', caseId, 'substantiate', { reason: '属实' });
    return caseId;
  }

  approved(caseId: string): string {
    this.substantiated(caseId);
    this.act('zhangmin', caseId, 'fix-amount');
    this.act('lina', caseId, 'approve');
    return caseId;
  }

  served(caseId: string, on: string): string {
    this.approved(caseId);
    this.act('zhangmin', caseId, 'notify', { on });
    this.act('zhangmin', caseId, 'serve', { on, servers: ['张敏', '刘洋'] });
    return caseId;
  }

  async readCase(caseId: string): Promise<ReadCase> {
    return (await this.ask('zhangmin', 'get', `/api/cases/${caseId}`)) as ReadCase;
  }

  async ask(user: string, method: string, path: string, body?: unknown): Promise<unknown> {
    const caller = this.#callers.get(user);
    if (caller === undefined) throw new Error(`${user} has not signed in`);
    return (await caller.ask(method, path, body)).json();
  }

  async byWeb(user: string, method: string, path: string, body?: unknown): Promise<Refused> {
    const { error } = (await this.ask(user, method, path, body)) as { error?: Refused };
    if (error === undefined) throw new Error(`${path} by ${user} was not refused`);
    return { code: error.code, zh: error.zh, en: error.en };
  }

  async byCommandLine(words: readonly string[]): Promise<Refused> {
    const pieces: string[] = [];
    const out = process.stdout.write;
    const err = process.stderr.write;
    process.stdout.write = ((piece: string) => pieces.push(piece) > 0) as typeof process.stdout.write;
    process.stderr.write = (() => true) as typeof process.stderr.write;
    try {
      const exit = await run(['--home', this.home, '--json', ...words]);
      if (exit !== 3) throw new Error(`${words.join(' ')} ended with ${exit}: ${pieces.join('')}`);
    } finally {
      process.stdout.write = out;
      process.stderr.write = err;
      process.exitCode = 0;
    }
    return refusedIn(pieces.join(''));
  }

  /** The command line in a process of its own, for what it reads from its standard input. */
  byProcess(words: readonly string[], input: string): Refused {
    const all = [...NODE_FLAGS, CLI, '--home', this.home, '--json', ...words];
    const { status, stdout } = spawnSync(process.execPath, all, { input, encoding: 'utf8' });
    if (status !== 3) throw new Error(`${words.join(' ')} ended with ${status}: ${stdout}`);
    return refusedIn(stdout);
  }

  async same(
    code: RefusalCode,
    web: Promise<Refused>,
    typed: readonly string[] | (() => Refused),
  ): Promise<void> {
    const one = await web;
    expect([code, one.code], one.zh).toEqual([code, code]);
    expect(typeof typed === 'function' ? typed() : await this.byCommandLine(typed)).toEqual(one);
    this.played.add(code);
  }

  /** One move, tried in the browser's way and typed. */
  move(
    code: RefusalCode,
    [user, caseId]: readonly [user: string, caseId: string],
    move: Move,
    input: object,
    words: readonly string[],
  ): Promise<void> {
    const body = { key: randomUUID(), move, input };
    const [verb = '', ...options] = words;
    return this.same(code, this.byWeb(user, 'post', `/api/cases/${caseId}/moves`, body), [
      ...['case', verb, caseId, ...options, '--as', user],
    ]);
  }

  #openOne() {
    if (this.#open === null) throw new Error('the office is not open');
    return this.#open;
  }
}

/** What the command line refused, without how to type it. */
function refusedIn(told: string): Refused {
  const { code, zh, en } = (JSON.parse(told) as { error: Refused }).error;
  return { code, zh, en };
}

/** The chains that come with the program, but none for a refund. */
const CHAINS = loadShippedChains().map((chain) => ({
  ...chain,
  documents: chain.documents.filter((kind) => kind !== 'refund'),
}));

function writeSettings(home: string, demo: string, casework: object): void {
  const part = JSON.stringify({ ...casework, approval_chains: CHAINS });
  writeFileSync(join(home, 'hedui.yaml'), `${demo}\ncasework: ${part}\n`);
}
