import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import { NODE_FLAGS } from '../../core/node-flags.ts';
import { grant } from '../../tests/support/sample-office.ts';
import { costOfTree, measureCli } from '../measure/child.ts';
import { AS_OF, addWorker, SUPERVISOR } from './city.ts';

/** Between two questions somebody reads for so long, in milliseconds, half as long and as long again. */
const READS_FOR = 2000;
const LIMIT = 500;
/** Stands where a status would, of a request that was cut off; it counts as a fault. */
const NO_ANSWER = 599;
const MAIN = join(import.meta.dirname, '../../workbench/server/main.ts');
const PASSWORD = SUPERVISOR.password;

interface Answered {
  kind: string;
  status: number;
  ms: number;
  /** When it was asked, in milliseconds from the beginning. */
  at: number;
}

/** From when until when people work. */
interface Shift {
  began: number;
  until: number;
}

/** What became of a crowd, and of what ran beside it. */
interface Crowd {
  answers: Answered[];
  /** The most memory the workbench and its children held in each half minute, in MB. */
  memory: number[];
  /** Processor seconds of the workbench and what it started: a machine that is shared stretches the clock and hardly these. */
  cpuSeconds: number;
  beside: string[];
}

/**
 * So many people at work for so long: lists, cases, searches and notes, each of them under a name of their own, and meanwhile a
 * night, and backups and verifications of the whole chain, one after the other.
 */
export async function crowd(home: string, people: number, seconds: number): Promise<Crowd> {
  addCrowd(home, people);
  const cases = casesOf(home);
  const server = await serve(home);
  try {
    const memory: number[] = [];
    const began = performance.now();
    const watch = setInterval(() => {
      const half = Math.floor((performance.now() - began) / 30_000);
      memory[half] = Math.max(memory[half] ?? 0, costOfTree(server.pid).bytes / 1024 ** 2);
    }, 200);
    const until = began + seconds * 1000;
    const [beside, ...answers] = await Promise.all([
      workBeside(home, { began, until }),
      ...Array.from({ length: people }, (_, n) => work(server.address, nameOf(n), cases, { began, until })),
    ]);
    clearInterval(watch);
    const cpuSeconds = costOfTree(server.pid).seconds;
    return { answers: answers.flat(), memory: [...memory], cpuSeconds, beside };
  } finally {
    await server.close();
  }
}

export function reportCrowd({ answers, memory, cpuSeconds, beside }: Crowd): void {
  const kinds = [...new Set(answers.map(({ kind }) => kind))];
  const halves = [...new Set(answers.map(halfMinute))].sort((one, other) => one - other);
  process.stdout.write(
    `${'what a crowd asked'.padEnd(40)}  times   median     95 %      max  ms   refused   faults\n`,
  );
  const groups = [
    ...kinds.map((kind) => ({ name: kind, own: answers.filter((one) => one.kind === kind) })),
    ...halves.map((half) => ({
      name: `asked from second ${half * 30} on`,
      own: answers.filter((one) => halfMinute(one) === half),
    })),
    { name: 'all', own: answers },
  ];
  for (const { name, own } of groups) {
    const sorted = own.map(({ ms }) => ms).sort((one, other) => one - other);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    const cells = [at(0.5), at(0.95), at(1)].map((ms) => ms.toFixed(0).padStart(8)).join(' ');
    const faults = own.filter(({ status }) => status >= 500).length;
    const refused = own.filter(({ status }) => status >= 400 && status < 500).length;
    process.stdout.write(
      `${name.padEnd(40)} ${String(own.length).padStart(6)} ${cells} ${String(refused).padStart(12)} ${String(faults).padStart(8)}${at(0.95) > LIMIT ? '  over' : ''}\n`,
    );
  }
  process.stdout.write(
    `processor of the workbench: ${cpuSeconds.toFixed(0)} s for ${answers.length} answers, the figures of the overview included\n`,
  );
  process.stdout.write(
    `memory of the workbench in each half minute: ${memory.map((mb) => mb.toFixed(0)).join(', ')} MB\n`,
  );
  process.stdout.write(`beside them: ${beside.join('; ')}\n`);
}

const halfMinute = ({ at }: Answered): number => Math.floor(at / 30_000);

const nameOf = (n: number): string => `crowd-${n}`;

function addCrowd(home: string, people: number): void {
  const office = openOffice(home);
  using ledger = openOfficeLedger(office);
  for (let n = 0; n < people; n += 1) {
    const user_id = nameOf(n);
    if (loadUser(ledger, user_id) !== null) continue;
    addWorker(ledger, office, user_id, [grant(n % 10 === 0 ? 'supervisor' : 'investigator')]);
  }
}

function casesOf(home: string): string[] {
  using ledger = openOfficeLedger(openOffice(home), 'read');
  return listCases(ledger, 'program', {}, { limit: 500 }).map(({ case_id }) => case_id);
}

async function serve(home: string) {
  const child = spawn(process.execPath, [...NODE_FLAGS, MAIN, '--home', home, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += piece;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('close', (code) => reject(new Error(`the workbench ended with ${code}: ${said}`)));
  });
  return {
    address,
    pid: child.pid ?? 0,
    close: async () => {
      child.removeAllListeners('close');
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** One person at work: whatever they ask, they read the answer before they ask again. */
async function work(
  address: string,
  user: string,
  cases: readonly string[],
  { began: opened, until }: Shift,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  const ask = async (kind: string, method: string, path: string, body?: object, headers = {}) => {
    const began = performance.now();
    try {
      const response = await fetch(`${address}/api${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      answers.push({ kind, status: response.status, ms: performance.now() - began, at: began - opened });
      return { cookie: response.headers.get('set-cookie') ?? '', text };
    } catch {
      answers.push({ kind, status: NO_ANSWER, ms: performance.now() - began, at: began - opened });
      return { cookie: '', text: '{}' };
    }
  };
  // they come within half a minute, not all at once
  await wait(Math.random() * 30_000);
  const signedIn = await ask('signing in', 'POST', '/session', { user, password: PASSWORD });
  const { token = '' } = JSON.parse(signedIn.text || '{}') as { token?: string };
  const cookie = signedIn.cookie.split(';')[0] ?? '';
  const known = { cookie, 'x-hedui-token': token };
  const aCase = (): string => cases[Math.floor(Math.random() * cases.length)] ?? '';
  let notes = 0;
  // a folder that is kept knows the keys of the crowd before
  const began = Date.now();
  const QUESTIONS: readonly (() => Promise<unknown>)[] = [
    () => ask('queue', 'POST', '/queue/list', { filter: { view: 'all' } }, known),
    () =>
      ask('queue: part of a name', 'POST', '/queue/list', { filter: { view: 'all' }, text: '测试一' }, known),
    () => ask('queue: counts', 'GET', '/queue/views', undefined, known),
    () => ask('what waits', 'GET', '/waiting', undefined, known),
    () => ask('ledger', 'GET', '/recovery/cases', undefined, known),
    () => ask('case page', 'GET', `/cases/${aCase()}`, undefined, known),
    () => ask('case page', 'GET', `/cases/${aCase()}`, undefined, known),
    () => ask('case page', 'GET', `/cases/${aCase()}`, undefined, known),
    () => {
      notes += 1;
      const body = { key: `${user}-${began}-${notes}`, move: 'note', input: { text: '已电话联系' } };
      return ask('a note', 'POST', `/cases/${aCase()}/moves`, body, known);
    },
  ];
  while (performance.now() < until) {
    await wait(READS_FOR * (0.5 + Math.random()));
    await QUESTIONS[Math.floor(Math.random() * QUESTIONS.length)]?.();
  }
  return answers;
}

async function workBeside(home: string, { began, until }: Shift): Promise<string[]> {
  const told: string[] = [];
  const run = async (...job: string[]): Promise<void> => {
    const from = (performance.now() - began) / 1000;
    const { seconds, cpuSeconds, peakMb } = await measureCli(['--home', home, '--json', ...job]);
    told.push(
      `${job[0]} from ${from.toFixed(0)} s to ${(from + seconds).toFixed(0)} s (processor ${cpuSeconds.toFixed(0)} s), ${peakMb.toFixed(0)} MB`,
    );
  };
  const prove = async (): Promise<void> => {
    do {
      await run('backup', '--plain', '--as', SUPERVISOR.supervisor);
      await run('audit', 'verify');
    } while (performance.now() < until);
  };
  await Promise.all([
    run('nightly', '--inbox', join(home, '..', 'county', 'inbox'), '--as-of', AS_OF),
    prove(),
  ]);
  return told;
}
