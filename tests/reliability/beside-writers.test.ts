import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ledgerPath } from '../../casework/office.ts';
import { describeProof, proveLedger, proveSample } from '../../casework/reads/proof/prove-ledger.ts';
import { backupLedger } from '../../storage/ledger/backup.ts';
import { keepHead } from '../../storage/ledger/chain-heads.ts';
import { journalTip } from '../../storage/ledger/journal.ts';
import { openLedger } from '../../storage/ledger/ledger.ts';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../support/sample-office.ts';

const CASES = 60;
const LOOKS = 5;
const MOST_LOOKS = 100;

let sample: SampleOffice;
let writer: ReturnType<typeof spawn>;
beforeAll(async () => {
  sample = openSampleOffice();
  const findings = Array.from({ length: CASES }, (_, n) => sampleFinding({ person_id: `k${n}` }));
  const cases = [...sample.run(findings).case_of.values()];
  for (const caseId of cases) bringToService(sample, caseId);
  const script = join(import.meta.dirname, 'writer.ts');
  writer = spawn(process.execPath, [script, sample.home, 'w', '0', ...cases], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const begun = journalTip(sample.ledger).seq;
  await vi.waitFor(() => expect(journalTip(sample.ledger).seq).toBeGreaterThan(begun), 60_000);
}, 120_000);
afterAll(async () => {
  const ended = once(writer, 'close');
  writer.kill('SIGKILL');
  await ended;
  sample.close();
});

test('what is written while the ledger is proved is never taken for something altered', () => {
  using ledger = openLedger(ledgerPath(sample.home), { access: 'read' });
  const heads = [join(sample.home, 'heads.jsonl')];
  let writtenMeanwhile = 0;
  for (let look = 0; look < MOST_LOOKS && writtenMeanwhile < LOOKS; look += 1) {
    keepHead(ledger, heads);
    const before = journalTip(ledger).seq;
    expect(describeProof(proveLedger(ledger, { heads }))).toEqual([]);
    expect(describeProof(proveSample(ledger, heads))).toEqual([]);
    writtenMeanwhile += Number(journalTip(ledger).seq > before);
  }
  expect(writtenMeanwhile).toBe(LOOKS);
}, 120_000);

test('a backup ends beside a program that writes without pause', async () => {
  using ledger = openLedger(ledgerPath(sample.home), { access: 'read' });
  const target = join(sample.home, 'copy.db');
  const before = journalTip(ledger).seq;
  const { events } = await backupLedger(ledger, target);
  expect(events).toBeGreaterThanOrEqual(before);
  await expect.poll(() => journalTip(ledger).seq).toBeGreaterThan(events);
  rmSync(target);
}, 60_000);
