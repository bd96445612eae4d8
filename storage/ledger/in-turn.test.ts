import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendEvents, journalTip } from './journal.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { giveWay, inTransaction, inTurn } from './transaction.ts';

let folder: string;
let ledger: Ledger;
let other: Ledger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-in-turn-'));
  ledger = openLedger(join(folder, 'ledger.db'), { busyTimeoutMs: 2000 });
  other = openLedger(join(folder, 'ledger.db'));
});
afterEach(() => {
  ledger.close();
  other.close();
  rmSync(folder, { recursive: true });
});

const author = { actor: 'li', on_behalf_of: null, via: 'test', at: '2022-10-10T00:00:00.000Z' };
const note =
  (subject_id: string, into = ledger) =>
  () =>
    inTransaction(into, () =>
      appendEvents(into, author, [{ stream: 'case', subject_id, type: 'NoteAdded', payload: {} }]),
    );
const written = (): number => journalTip(ledger).seq;

test('while another program writes, whoever waits in turn lets everybody else go on, and then writes once', async () => {
  other.db.exec('begin immediate');
  const waiting = inTurn(ledger, note('C1'));
  const began = performance.now();
  let turns = 0;
  for (; turns < 20; turns += 1) await wait(5);
  // twenty looks of five milliseconds each: the thread was free in between
  expect(performance.now() - began).toBeLessThan(1500);
  expect(written()).toBe(0);
  other.db.exec('commit');
  await waiting;
  expect(written()).toBe(1);
});

test('work that has written once is not begun anew: the rest of it waits in place', async () => {
  let begun = 0;
  const work = async () => {
    begun += 1;
    note('C1')();
    other.db.exec('begin immediate');
    setTimeout(() => other.db.exec('commit'), 20);
    await wait(1);
    note('C2')();
  };
  // the other writer cannot end while this thread waits: the wait has an end, in words
  await expect(inTurn(ledger, work)).rejects.toMatchObject({ code: 'ledger-busy' });
  expect([begun, written()]).toEqual([1, 1]);
  await wait(50);
});

test('a turn within a turn counts as written for the one around it', async () => {
  let begun = 0;
  await inTurn(ledger, async () => {
    begun += 1;
    await inTurn(ledger, note('C1'));
    other.db.exec('begin immediate');
    setTimeout(() => other.db.exec('commit'), 50);
    await wait(100);
    note('C2')();
  });
  expect([begun, written()]).toEqual([1, 2]);
});

test('where the other writer never ends, the wait does, and says so', async () => {
  other.db.exec('begin immediate');
  await expect(inTurn(ledger, note('C1'))).rejects.toMatchObject({ code: 'ledger-busy' });
  other.db.exec('rollback');
});

test('a long work in another process lets those write first who stand in line, and nobody stands there afterwards', async () => {
  const mark = `${ledger.path}-waiting`;
  // the other process may take longer to start than the others here wait
  using patient = openLedger(ledger.path);
  other.db.exec('begin immediate');
  const waiting = inTurn(patient, note('C1', patient));
  while (!existsSync(mark)) await wait(1);
  const night = new Worker(GIVES_WAY, {
    eval: true,
    workerData: { folder: import.meta.dirname, path: ledger.path },
  });
  const told: unknown[] = [];
  night.on('message', (word) => told.push(word));
  while (told.length === 0) await wait(1);
  await wait(100);
  expect(told).toEqual(['gives way']);
  other.db.exec('commit');
  await Promise.all([waiting, once(night, 'exit')]);
  expect([told.at(-1), written(), existsSync(mark)]).toEqual([1, 1, false]);
});

/** A long work between two of its transactions; then it says how much is written. */
const GIVES_WAY = `
  const { parentPort, workerData: { folder, path } } = require('node:worker_threads');
  (async () => {
    const { openLedger } = await import(folder + '/ledger.ts');
    const { giveWay } = await import(folder + '/transaction.ts');
    const { journalTip } = await import(folder + '/journal.ts');
    const ledger = openLedger(path);
    parentPort.postMessage('gives way');
    giveWay(ledger);
    parentPort.postMessage(journalTip(ledger).seq);
    ledger.close();
  })();`;

test('a mark that a killed process left keeps no long work waiting', () => {
  const mark = `${ledger.path}-waiting`;
  writeFileSync(mark, '');
  utimesSync(mark, new Date('2022-10-10'), new Date('2022-10-10'));
  const began = performance.now();
  giveWay(other);
  expect(performance.now() - began).toBeLessThan(1500);
});
