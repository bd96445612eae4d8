import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkCasebook } from '../../casework/reads/proof/check-casebook.ts';
import { journalTip, readStreams } from '../../storage/ledger/journal.ts';
import { verifyChain } from '../../storage/ledger/verify-chain.ts';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../support/sample-office.ts';

const CASES = 2200;

let sample: SampleOffice;
let paying: string;
beforeEach(() => {
  sample = openSampleOffice();
  const findings = Array.from({ length: CASES }, (_, n) => sampleFinding({ person_id: `k${n}` }));
  const [first = ''] = sample.run(findings).case_of.values();
  paying = first;
  bringToService(sample, paying);
});
afterEach(() => sample.close());

const written = (type: string): number[] =>
  [...readStreams(sample.ledger, ['case'])].filter((event) => event.type === type).map(({ seq }) => seq);

test('people go on writing while a night withdraws the findings of thousands of cases', async () => {
  const script = join(import.meta.dirname, 'writer.ts');
  const writer = spawn(process.execPath, [script, sample.home, 'w', '0', paying], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const begun = journalTip(sample.ledger).seq;
    await vi.waitFor(() => expect(journalTip(sample.ledger).seq).toBeGreaterThan(begun), 60_000);
    expect(sample.run([], 2).withdrawn).toBe(CASES);
  } finally {
    const ended = once(writer, 'close');
    writer.kill('SIGKILL');
    await ended;
  }
  const withdrawn = written('FindingWithdrawn');
  const between = written('ReceiptRecorded').filter(
    (seq) => seq > (withdrawn[0] ?? 0) && seq < (withdrawn.at(-1) ?? 0),
  );
  expect(between.length).toBeGreaterThan(0);
  expect(checkCasebook(sample.ledger)).toMatchObject({ differing: [], totals_tie: true });
}, 120_000);

test('a night that dies while it withdraws leaves whole cases, and the next one withdraws the rest, each once', () => {
  const stop = journalTip(sample.ledger).seq + 1300;
  sample.ledger.db.exec(
    `create trigger dies before insert on event when new.seq = ${stop} begin select raise(abort, 'died'); end`,
  );
  expect(() => sample.run([], 2)).toThrow('died');
  const before = written('FindingWithdrawn').length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(1300);
  expect(checkCasebook(sample.ledger)).toMatchObject({ differing: [], totals_tie: true });
  sample.ledger.db.exec('drop trigger dies');
  expect(sample.run([], 2).withdrawn).toBe(CASES - before);
  expect(written('FindingWithdrawn')).toHaveLength(CASES);
  expect(sample.run([], 3).withdrawn).toBe(0);
  expect(verifyChain(sample.ledger).breaches).toEqual([]);
  expect(checkCasebook(sample.ledger)).toMatchObject({ differing: [], totals_tie: true });
}, 120_000);
