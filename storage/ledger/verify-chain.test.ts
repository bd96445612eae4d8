import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HashKind, sealEvent } from './chain-hash.ts';
import { appendEvents, journalTip } from './journal.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { inTransaction } from './transaction.ts';
import { exportHead, verifyChain } from './verify-chain.ts';

let folder: string;
let ledger: Ledger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-chain-'));
  ledger = openLedger(join(folder, 'ledger.db'));
  write(10);
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(count: number): void {
  const author = { actor: 'li', on_behalf_of: null, via: 'test', at: '2022-10-10T00:00:00.000Z' };
  inTransaction(ledger, () => {
    for (let n = 0; n < count; n += 1) {
      appendEvents(ledger, author, [{ stream: 'case', subject_id: 'C1', type: 'NoteAdded', payload: { n } }]);
    }
  });
}

/** What somebody with the file and a database tool could do. */
function tamper(...statements: string[]): void {
  ledger.db.exec('drop trigger event_is_never_changed; drop trigger event_is_never_removed');
  ledger.db.exec('drop trigger event_follows_the_last');
  for (const statement of statements) ledger.db.exec(statement);
}

function breaches() {
  return verifyChain(ledger).breaches.map(({ seq, kind }) => `${kind} ${seq}`);
}

test.each(['sha256', 'sm3'] as const)(
  'an untouched journal is whole under %s, and its records name the algorithm',
  (kind) => {
    const path = join(folder, `${kind}.db`);
    ledger.close();
    ledger = openLedger(path, { hashKind: kind });
    write(3);
    expect(verifyChain(ledger)).toEqual({ checked: 3, breaches: [] });
    expect(journalTip(ledger).hash.startsWith(`${kind}:`)).toBe(true);
  },
);

test('an office may change the algorithm; earlier records stay as they were sealed', () => {
  const { path } = ledger;
  ledger.close();
  ledger = openLedger(path, { hashKind: 'sm3' });
  write(2);
  expect(verifyChain(ledger)).toEqual({ checked: 12, breaches: [] });
});

describe('the database itself refuses', () => {
  test.each([
    ['a change', `update event set payload = '{}' where seq = 3`],
    ['a removal', 'delete from event where seq = 3'],
    ['a removal of an acknowledgement', 'delete from command'],
    [
      'a record that does not follow the last',
      `insert into event values (11, '', 'x', null, '', 'case', 'C1', 'NoteAdded', '{}', 'sha256:0', 'sha256:1')`,
    ],
  ])('%s', (_what, statement) => {
    if (statement.includes('command')) {
      ledger.db.exec(`insert into command values ('k', 'd', 'li', 'C1', 1, 1)`);
    }
    expect(() => ledger.db.exec(statement)).toThrow(/append-only|must follow/);
  });
});

describe('the check names', () => {
  test.each([
    ['a changed payload', `update event set payload = '{"n":99}' where seq = 4`],
    ['a changed time', `update event set at = '2022-10-11T00:00:00.000Z' where seq = 4`],
    ['a changed author', `update event set actor = 'hu' where seq = 4`],
  ])('%s', (_what, statement) => {
    tamper(statement);
    expect(breaches()).toEqual(['changed 4']);
  });

  test('a removed record, also when the others were renumbered to hide the gap', () => {
    tamper('delete from event where seq = 5');
    expect(breaches()).toEqual(['removed 5']);
    tamperAgain('update event set seq = seq - 1 where seq > 5');
    expect(breaches()).toEqual(['removed 5']);
  });

  test('several removed records', () => {
    tamper('delete from event where seq between 5 and 7');
    expect(verifyChain(ledger).breaches).toMatchObject([
      { seq: 5, kind: 'removed', detail: 'records 5 to 7 missing' },
    ]);
  });

  test('an inserted record with a seal of its own', () => {
    tamper('update event set seq = -(seq + 1) where seq > 5', 'update event set seq = -seq where seq < 0');
    const before = ledger.db.prepare('select hash from event where seq = 5').get();
    const forged = {
      at: '2022-10-10T00:00:00.000Z',
      actor: 'li',
      on_behalf_of: null,
      via: 'test',
      stream: 'case',
      subject_id: 'C1',
      type: 'NoteAdded',
      payload: '{"forged":true}',
    };
    const seal = sealEvent('sha256' satisfies HashKind, String(before?.hash), forged);
    ledger.db
      .prepare(`insert into event values (6, ?, 'li', null, 'test', 'case', 'C1', 'NoteAdded', ?, ?, ?)`)
      .run(forged.at, forged.payload, String(before?.hash), seal);
    expect(breaches()).toEqual(['inserted 6']);
  });

  test('two records that changed places', () => {
    tamper(
      'update event set seq = -4 where seq = 4',
      'update event set seq = 4 where seq = 7',
      'update event set seq = 7 where seq = -4',
    );
    const found = breaches();
    expect(found.every((breach) => breach.startsWith('reordered'))).toBe(true);
    expect(found).toEqual(expect.arrayContaining(['reordered 4', 'reordered 7']));
  });
});

describe('a head kept elsewhere', () => {
  test('fits the journal it was taken from, however it has grown since', () => {
    const head = exportHead(ledger);
    write(5);
    expect(verifyChain(ledger, head).breaches).toEqual([]);
  });

  test('shows a journal cut off at its end, which looks whole from within', () => {
    const head = exportHead(ledger);
    tamper('delete from event where seq > 8');
    expect(verifyChain(ledger).breaches).toEqual([]);
    expect(verifyChain(ledger, head).breaches).toMatchObject([{ seq: 9, kind: 'truncated' }]);
  });

  test('shows a journal rewritten with good seals from some record on', () => {
    const head = exportHead(ledger);
    // whoever rewrites takes away the note of where the journal was last written, too
    tamper("delete from event where seq > 8; delete from ledger_fact where name = 'tip'");
    write(4);
    expect(verifyChain(ledger).breaches).toEqual([]);
    expect(verifyChain(ledger, head).breaches).toMatchObject([{ seq: 10, kind: 'rewritten' }]);
  });

  test('is not needed to keep a journal from being written on whose end was cut off', () => {
    tamper('delete from event where seq > 8');
    expect(() => write(1)).toThrow(expect.objectContaining({ code: 'journal-cut' }));
  });

  test('of another ledger is told from a broken one', () => {
    using other = openLedger(join(folder, 'other.db'));
    expect(verifyChain(ledger, exportHead(other)).breaches).toMatchObject([{ kind: 'other-ledger' }]);
  });
});

function tamperAgain(statement: string): void {
  ledger.db.exec(statement);
}
