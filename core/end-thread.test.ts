import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { endThread, LAST_MESSAGE } from './end-thread.ts';

function thread(code: string): Worker {
  return new Worker(`const { parentPort } = require('node:worker_threads'); ${code}`, { eval: true });
}

test('a thread finishes what it holds before it ends', async () => {
  const worker = thread(`parentPort.on('message', (message) => {
    if (message !== '${LAST_MESSAGE}') return;
    setTimeout(() => { parentPort.postMessage('closed'); parentPort.close(); }, 50);
  })`);
  const said = once(worker, 'message');
  await endThread(worker);
  expect(await said).toEqual(['closed']);
});

test('one that does not end in time is ended, and one that has ended already is not waited for', async () => {
  const stubborn = thread(`parentPort.on('message', () => undefined)`);
  const exit = once(stubborn, 'exit');
  await endThread(stubborn, 50);
  await exit;
  const began = performance.now();
  await endThread(stubborn);
  expect(performance.now() - began).toBeLessThan(1_000);
});
