import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareKeptHeads, keepHead } from './chain-heads.ts';
import { appendEvents } from './journal.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { inTransaction } from './transaction.ts';

let folder: string;
let ledger: Ledger;
let files: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-heads-'));
  ledger = openLedger(join(folder, 'ledger.db'));
  files = [join(folder, 'chain-heads.jsonl'), join(folder, 'stick', 'chain-heads.jsonl')];
  write(5);
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

function write(count: number): void {
  const author = { actor: 'li', on_behalf_of: null, via: 'test', at: '2022-10-10T00:00:00.000Z' };
  for (let n = 0; n < count; n += 1) {
    inTransaction(ledger, () =>
      appendEvents(ledger, author, [{ stream: 'case', subject_id: 'C1', type: 'NoteAdded', payload: { n } }]),
    );
  }
}

/** Cuts the end off as somebody who knows the program would: with the note of where it ended. */
function cutTo(seq: number): void {
  ledger.db.exec('drop trigger event_is_never_removed');
  ledger.db.exec(`delete from event where seq > ${seq}; delete from ledger_fact where name = 'tip'`);
}

test('a ledger that only grew agrees with every head that was kept', () => {
  keepHead(ledger, files);
  write(3);
  keepHead(ledger, files);
  expect(compareKeptHeads(ledger, files)).toEqual([]);
});

test('a journal cut off at its end, or written anew from there, is told by the second place alone', () => {
  keepHead(ledger, files);
  rmSync(files[0] ?? '');
  cutTo(3);
  expect(compareKeptHeads(ledger, files)).toMatchObject([{ seq: 4, kind: 'truncated' }]);
  write(4);
  expect(compareKeptHeads(ledger, files)).toMatchObject([{ seq: 5, kind: 'rewritten' }]);
});

test('heads of records that a restored backup no longer held say nothing any more', () => {
  keepHead(ledger, files);
  cutTo(3);
  keepHead(ledger, files, { isRestored: true });
  write(4);
  expect(compareKeptHeads(ledger, files)).toEqual([]);
});

test('a line that a failing power cut off is passed over; one that was altered is named', () => {
  keepHead(ledger, files);
  appendFileSync(files[0] ?? '', '{"ledger_id":"ab');
  write(1);
  keepHead(ledger, files);
  expect(compareKeptHeads(ledger, files)).toEqual([]);
  const [first = ''] = files;
  writeFileSync(first, readFileSync(first, 'utf8').replace('"seq":5', '"seq":x5'));
  expect(compareKeptHeads(ledger, files)).toMatchObject([{ kind: 'rewritten' }]);
});

test('a place that cannot be written is named and stops nothing', () => {
  writeFileSync(join(folder, 'plain'), '');
  const { unreachable } = keepHead(ledger, [...files, join(folder, 'plain', 'heads')]);
  expect(unreachable).toEqual([join(folder, 'plain', 'heads')]);
});
