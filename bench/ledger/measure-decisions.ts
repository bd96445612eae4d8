import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseRequest, execute, executeTogether } from '../../casework/execute.ts';
import { appendEvents } from '../../storage/ledger/journal.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';

const SLICES = 8;
const SLICE_MS = 500;
const ARRIVING_TOGETHER = 16;

/**
 * Acknowledged decisions a second, beside what the disk and SQLite can do at all. The contenders take turns in
 * short slices: on a shared machine the disk's rate changes from one second to the next.
 */
export function measureDecisions(sample: SampleOffice): void {
  const { ledger, office } = sample;
  const findings = Array.from({ length: 1000 }, (_, n) => sampleFinding({ person_id: `d${n}` }));
  const cases = [...sample.run(findings).case_of.values()];
  const file = openSync(join(sample.home, 'fsync.bin'), 'w');
  const page = Buffer.alloc(4096, 7);
  const author = { actor: 'bench', on_behalf_of: null, via: 'bench', at: sample.clock.at };
  const contenders: Record<string, () => number> = {
    'bare 4 KB write and fsync': () => {
      writeSync(file, page);
      fsyncSync(file);
      return 1;
    },
    'bare commit of one journal record': () =>
      inTransaction(ledger, () =>
        appendEvents(ledger, author, [
          { stream: 'access', subject_id: 'bench', type: 'ListRead', payload: {} },
        ]),
      ).length,
    'acknowledged decisions, one commit each': () => {
      const outcome = execute(ledger, office, nextRequest(cases));
      if (!outcome.ok) throw new Error(outcome.refusal.en);
      return 1;
    },
    [`acknowledged decisions, ${ARRIVING_TOGETHER} arriving together`]: () => {
      const requests = Array.from({ length: ARRIVING_TOGETHER }, () => nextRequest(cases));
      return executeTogether(ledger, office, requests).filter((outcome) => outcome.ok).length;
    },
  };
  const done = new Map<string, number>();
  for (let slice = 0; slice < SLICES; slice += 1) {
    for (const [name, work] of Object.entries(contenders)) {
      const began = performance.now();
      let count = 0;
      while (performance.now() - began < SLICE_MS) count += work();
      done.set(name, (done.get(name) ?? 0) + count);
    }
  }
  closeSync(file);
  for (const [name, count] of done) {
    console.log(`${name}: ${Math.round((count * 1000) / (SLICES * SLICE_MS))} a second`);
  }
}

let sent = 0;

function nextRequest(cases: readonly string[]): CaseRequest {
  sent += 1;
  return {
    key: `decision-${sent}`,
    user: 'sun',
    via: 'bench',
    case_id: cases[sent % cases.length] ?? '',
    move: 'assign',
    input: { assignee: sent % 2 === 0 ? 'li' : 'hu' },
  };
}
