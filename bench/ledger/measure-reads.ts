import { businessDay } from '../../casework/business-day.ts';
import { loadCaseEvents } from '../../casework/casebook/load-case.ts';
import { printableCase } from '../../casework/casebook/printable-case.ts';
import { foldCase } from '../../casework/fold.ts';
import { contextOfViewer, movesNow } from '../../casework/moves-now.ts';
import { type CaseFilter, listCases } from '../../casework/reads/cases/list-cases.ts';
import { summariseRecovery } from '../../casework/reads/money/recovery-summary.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import { verifyChain } from '../../storage/ledger/verify-chain.ts';
import type { SampleOffice } from '../../tests/support/sample-office.ts';

const OPENED = 2000;
const PAGES = 200;
const WARM_UP = 5;

const FILTERS: Record<string, CaseFilter> = {
  'state and township': { status: ['part_repaid'], township: '竹园镇' },
  investigator: { assignee: 'li', is_open: true },
  rule: { rule_id: 'dual-benefit/employee-pension', status: ['part_repaid'] },
  'beginning of a name': { text: '测试一' },
  'nothing found': { status: ['enforcement'] },
};

/** Opens cases, turns pages and adds up, on a full ledger. */
export function measureReads(sample: SampleOffice): void {
  const { ledger, office } = sample;
  const today = businessDay(office.now());
  const viewer = loadUser(ledger, 'sun');
  if (viewer === null) throw new Error('the sample office has a supervisor');
  const cases = Number(ledger.db.prepare('select count(*) as n from case_state').get()?.n);
  const opening = timed(OPENED, (n) => {
    const caseId = `C${String(1 + ((n * 7919) % cases)).padStart(8, '0')}`;
    const events = loadCaseEvents(ledger, caseId);
    const state = foldCase(events);
    if (state !== null) {
      const moves = movesNow(contextOfViewer(ledger, office, viewer), state);
      printableCase(state, events, office.clocks, { unmask: false, moves, today });
    }
  });
  report('opening a case (limit 5 ms)', opening);
  for (const [name, filter] of Object.entries(FILTERS)) {
    const page = timed(PAGES, (n) => {
      listCases(ledger, viewer, filter, { limit: 50, after: Math.floor((n / PAGES) * cases * 0.9) });
    });
    report(`page of 50 by ${name} (limit 20 ms)`, page);
  }
  report(
    'recovery summary (limit 500 ms)',
    timed(10, () => summariseRecovery(ledger, 'program', 'township')),
  );
  const began = performance.now();
  const { checked, breaches } = verifyChain(ledger);
  console.log(
    `chain: ${checked} records, ${breaches.length} breaches, ${Math.round(performance.now() - began)} ms`,
  );
}

/** The first turns are not counted: filling the ledger has left the collector with work. */
export function timed(times: number, work: (n: number) => void): number[] {
  for (let n = 0; n < WARM_UP; n += 1) work(n);
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const began = performance.now();
    work(n);
    taken.push(performance.now() - began);
  }
  return taken.sort((one, other) => one - other);
}

export function report(what: string, taken: readonly number[]): void {
  const at = (share: number) =>
    (taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0).toFixed(2);
  console.log(`${what}: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, worst ${at(1)} ms`);
}
