import { listCases } from '../../casework/casebook/list-cases.ts';
import type { Workbench } from '../../workbench/server/open-workbench.ts';

/** One kind of request, how long it may take for 95 of 100, and how long it took. */
export interface Question {
  name: string;
  limit: number;
  times: number[];
}

const LIST_LIMIT = 300;
const CASE_LIMIT = 500;
const TIMES = 60;
const CASES = 100;

/** Lists and filters of the pages, as the pages themselves ask. */
const LISTS: readonly (readonly [name: string, path: string])[] = [
  ['queue: unassigned, ranked', '/queue?view=unassigned'],
  ['queue: all', '/queue?view=all'],
  ['queue: all, by amount', '/queue?view=all&sort=amount&direction=desc'],
  ['queue: township and rule', '/queue?view=all&townships=新哨镇&rules=deceased/paid-after-death'],
  ['queue: amount and strength', '/queue?view=all&from_fen=10000&to_fen=30000&strengths=confirmed'],
  ['queue: state', '/queue?view=all&statuses=part_repaid'],
  ['queue: counts of the tabs', '/queue/views'],
  ['ledger: all', '/recovery/cases'],
  ['ledger: open, one township', '/recovery/cases?view=open&township=新哨镇'],
  ['ledger: page 500', '/recovery/cases?view=all&offset=25000'],
  ['what waits', '/waiting'],
  ['audit: latest', '/audit/records'],
];

export async function askAll(
  workbench: Workbench,
  who: { supervisor: string; password: string },
): Promise<Question[]> {
  const { cookie } = await signIn(workbench, who.supervisor, who.password);
  const ask = async (path: string): Promise<number> => {
    const began = performance.now();
    const response = await fetch(`${workbench.address}/api${encodeURI(path)}`, { headers: { cookie } });
    await response.text();
    if (!response.ok && response.status !== 403) throw new Error(`${path}: ${response.status}`);
    return performance.now() - began;
  };
  const questions: Question[] = [];
  for (const [name, path] of LISTS) {
    await ask(path);
    questions.push({ name, limit: LIST_LIMIT, times: await repeated(TIMES, () => ask(path)) });
  }
  const cases = listCases(workbench.desk.ledger, 'program', {}, { limit: CASES });
  const times: number[] = [];
  for (const { case_id } of cases) times.push(await ask(`/cases/${case_id}`));
  questions.push({ name: `case page, ${cases.length} cases of the night`, limit: CASE_LIMIT, times });
  return questions;
}

async function repeated(times: number, act: () => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < times; n += 1) found.push(await act());
  return found;
}

async function signIn(workbench: Workbench, user: string, password: string): Promise<{ cookie: string }> {
  const response = await fetch(`${workbench.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password }),
  });
  if (!response.ok) throw new Error(`could not sign in: ${response.status}`);
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}
