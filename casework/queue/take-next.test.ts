import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyChain } from '../../storage/ledger/verify-chain.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { takeNext } from './take-next.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

function people(count: number) {
  return Array.from({ length: count }, (_, n) =>
    sampleFinding({
      person_id: `p${n}`,
      township: n % 2 === 0 ? '竹园镇' : '虹溪镇',
      claims: [[202206, { basic: 10_000 + n }]],
    }),
  );
}

let keys = 0;

function take(user: string, filter: Parameters<typeof takeNext>[2]['filter'] = {}, key?: string): string {
  keys += 1;
  const request = { key: key ?? `t${keys}`, user, via: 'web', filter };
  const outcome = takeNext(sample.ledger, sample.office, request);
  return outcome.ok ? outcome.state.case_id : outcome.refusal.code;
}

test('the next case is the first of the filter that nobody holds', () => {
  sample.run(people(4));
  expect(take('li')).toBe('C00000004');
  expect(take('hu')).toBe('C00000003');
  expect(take('hu', { townships: ['虹溪镇'] })).toBe('C00000002');
  expect(take('zhen')).toBe('C00000001');
  expect(take('li')).toBe('nothing-left');
});

test('what was assigned or is held is not handed out; what ran out with the half-day is', () => {
  sample.run(people(2));
  sample.act('sun', 'C00000001', 'assign', { assignee: 'hu' });
  expect(take('li')).toBe('C00000002');
  expect(take('hu')).toBe('nothing-left');
  sample.clock.at = '2022-10-10T04:00:00.000Z';
  expect(take('hu')).toBe('C00000002');
});

test('asking again under the same key gives the same case, not another', () => {
  sample.run(people(2));
  expect(take('li', {}, 'once')).toBe('C00000002');
  expect(take('li', {}, 'once')).toBe('C00000002');
  expect(take('hu', {}, 'once')).toBe('key-reused');
});

test('a clerk is given cases of their township only, and a cashier none', () => {
  sample.run(people(4));
  expect(take('zhen')).toBe('C00000003');
  expect(take('zhen')).toBe('C00000001');
  expect(take('zhen')).toBe('nothing-left');
  expect(take('chen')).toBe('nothing-left');
});

test('two people taking cases at once from two processes are never given the same one', async () => {
  sample.run(people(60));
  const program = join(import.meta.dirname, '../../tests/reliability/taker.ts');
  const takers = ['li', 'hu'].map((user) => {
    const child = spawn(process.execPath, [program, sample.home, user], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
  });
  // Neither begins before both stand ready.
  for (const { lines } of takers) expect((await lines.next()).value).toBe('ready');
  for (const { child } of takers) child.stdin.end('go');
  const taken: string[] = [];
  for (const { lines } of takers) {
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) taken.push(line.value);
  }
  expect(taken).toHaveLength(60);
  expect(new Set(taken).size).toBe(60);
  expect(verifyChain(sample.ledger).breaches).toEqual([]);
}, 60_000);
