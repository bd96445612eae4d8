import { listCases } from '../../casework/reads/cases/list-cases.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';

/** One kind of request, how long it may take for 95 of 100, and how long it took. */
export interface Question {
  name: string;
  limit: number;
  times: number[];
  /** Processor milliseconds of one, of whoever asks and whoever answers together: a load makes them larger, never smaller. */
  cpu: number;
}

const LIST_LIMIT = 200;
const CASE_LIMIT = 200;
const FIRST_OVERVIEW_LIMIT = 5_000;
const TIMES = 60;
const CASES = 100;

/** What is sent with a question that is asked with a body. */
export type Body = Record<string, unknown>;

const queue = (filter: Body, more: Body = {}): readonly [string, Body] => [
  '/queue/list',
  { filter, ...more },
];

/** Lists and filters of the pages, as the pages themselves ask. */
const LISTS: readonly (readonly [name: string, path: string, body?: Body])[] = [
  ['queue: unassigned, ranked', ...queue({ view: 'unassigned' })],
  ['queue: all', ...queue({ view: 'all' })],
  ['queue: all, by amount', ...queue({ view: 'all', sort: 'amount', order: 'down' })],
  [
    'queue: township and rule',
    ...queue({ view: 'all', township: '新哨镇', rule: 'deceased/paid-after-death' }),
  ],
  ['queue: amount and strength', ...queue({ view: 'all', amount: '200-500', strength: 'confirmed' })],
  ['queue: state', ...queue({ view: 'all', status: 'part_repaid' })],
  ['queue: a page in the middle', ...queue({ view: 'all' }, { page: 1000 })],
  ['queue: part of a name', ...queue({ view: 'all' }, { text: '测试一' })],
  ['queue: pinyin', ...queue({ view: 'all' }, { text: 'ceshi' })],
  ['queue: last digits', ...queue({ view: 'all' }, { text: '9968' })],
  ['queue: counts of the tabs', '/queue/views'],
  ['ledger: all', '/recovery/cases'],
  ['ledger: open, one township', '/recovery/cases?view=open&township=新哨镇'],
  ['ledger: page 500', '/recovery/cases?view=all&offset=25000'],
  ['overview, second look', '/overview'],
  ['approvals that wait', '/approvals'],
  ['notices', '/notices'],
  ['audit: latest', '/audit'],
  ['what waits', '/waiting'],
];

export async function askAll(
  workbench: Workbench,
  who: { supervisor: string; password: string },
): Promise<Question[]> {
  const ask = await askerOf(workbench, who);
  const questions: Question[] = [
    await timed('overview, the first after a start', FIRST_OVERVIEW_LIMIT, 1, () => ask('/overview')),
  ];
  for (const [name, path, body] of LISTS) {
    await ask(path, body);
    questions.push(await timed(name, LIST_LIMIT, TIMES, () => ask(path, body)));
  }
  const cases = listCases(workbench.desk.ledger, 'program', {}, { limit: CASES });
  const name = `case page, ${cases.length} cases of the night`;
  questions.push(
    await timed(name, CASE_LIMIT, cases.length, (place) => ask(`/cases/${cases[place]?.case_id}`)),
  );
  return questions;
}

export type Ask = (path: string, body?: Body) => Promise<number>;

/** Signs in, and asks from then on: each request with the milliseconds until its answer was read. */
export async function askerOf(
  workbench: Workbench,
  who: { supervisor: string; password: string },
): Promise<Ask> {
  const entered = await fetch(`${workbench.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: who.supervisor, password: who.password }),
  });
  if (!entered.ok) throw new Error(`could not sign in: ${entered.status}`);
  const { token } = (await entered.json()) as { token: string };
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async (path, body) => {
    const began = performance.now();
    const response = await fetch(`${workbench.address}/api${encodeURI(path)}`, {
      headers: { cookie, 'x-hedui-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${answer.slice(0, 300)}`);
    return performance.now() - began;
  };
}

async function timed(
  name: string,
  limit: number,
  many: number,
  act: (place: number) => Promise<number>,
): Promise<Question> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let place = 0; place < many; place += 1) times.push(await act(place));
  const { user, system } = process.cpuUsage(before);
  return { name, limit, times, cpu: (user + system) / 1000 / many };
}
