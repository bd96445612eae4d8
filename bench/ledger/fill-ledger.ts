import type { NewCaseEvent } from '../../casework/case-events.ts';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase, loadCaseEvents, toCaseEvent } from '../../casework/casebook/load-case.ts';
import { projectCase } from '../../casework/casebook/project.ts';
import { projectDays } from '../../casework/casebook/project-days.ts';
import { applyEvent } from '../../casework/fold.ts';
import { appendEvents, journalTip } from '../../storage/ledger/journal.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';

export const TOWNSHIPS = [
  '弥阳街道',
  '新哨镇',
  '虹溪镇',
  '竹园镇',
  '朋普镇',
  '巡检司镇',
  '西一镇',
  '西二镇',
  '东山镇',
  '五山乡',
];
export const RULES = [
  'deceased/paid-after-death',
  'dual-benefit/employee-pension',
  'imprisonment/paid-while-imprisoned',
];
const PORTION = 20_000;

/** What filling needs of an office. */
export type FilledOffice = Pick<SampleOffice, 'ledger' | 'clock' | 'run'>;

/** Fills a ledger with cases in every stage, ten events each; one in `untouchedEvery` stays as the night left it. */
export function fillLedger(
  sample: FilledOffice,
  cases: number,
  untouchedEvery = Number.POSITIVE_INFINITY,
): void {
  const began = performance.now();
  for (let from = 0; from < cases; from += PORTION) {
    const portion = Math.min(PORTION, cases - from);
    const findings = Array.from({ length: portion }, (_, n) => oneFinding(from + n));
    const run = sample.run(findings, 1 + from / PORTION, { rules: [] });
    inTransaction(sample.ledger, () => {
      let n = from;
      for (const caseId of run.case_of.values()) {
        if (n % untouchedEvery !== 0 || n === 0) workCase(sample, caseId, n);
        n += 1;
      }
    });
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`filled: ${cases} cases, ${journalTip(sample.ledger).seq} events in ${seconds} s`);
}

function oneFinding(n: number) {
  return sampleFinding({
    person_id: `p${n}`,
    name: `测试${String.fromCodePoint(0x4e00 + (n % 5000))}`,
    resident_id: `532526${1930 + (n % 30)}${String(101 + (n % 28)).padStart(4, '0')}${String(n % 10_000).padStart(4, '0')}`,
    township: TOWNSHIPS[n % TOWNSHIPS.length] ?? null,
    rule_id: RULES[n % RULES.length] ?? '',
    claims: [
      [202206, { basic: 11_300, account: n % 9000 }],
      [202207, { basic: 11_300, account: n % 9000 }],
    ],
  });
}

/** Most cases go all the way, some stay on it. */
function workCase(sample: FilledOffice, caseId: string, n: number): void {
  const state = loadCase(sample.ledger, caseId);
  if (state === null) throw new Error('a case was just opened');
  const assessed = state.money.claimed_fen;
  const entry = (k: number) => ({
    entry_id: `${caseId}-E${k}`,
    kind: 'receipt' as const,
    amount_fen: Math.floor(assessed / 4),
    on: '2022-11-01',
    channel: 'bank',
    payer: null,
    bank_line_id: null,
    note: null,
  });
  const events: NewCaseEvent[] = [
    { type: 'CaseAssigned', payload: { assignee: n % 2 === 0 ? 'li' : 'hu', to: 'investigating' } },
    { type: 'CaseSubstantiated', payload: { reason: '属实', on: '2022-10-01', to: 'substantiated' } },
    {
      type: 'AmountFixed',
      payload: {
        version: 1,
        lines: [{ month: 202206, component: 'basic', amount_fen: assessed }],
        adjustments: [],
        assessed_fen: assessed,
        to: 'approved',
      },
    },
    { type: 'HearingOffered', payload: { on: '2022-09-20' } },
    {
      type: 'NoticeIssued',
      payload: { notice_number: `测〔2022〕${n + 1}号`, version: 1, on: '2022-10-02', to: 'notified' },
    },
    {
      type: 'NoticeServed',
      payload: {
        notice_number: `测〔2022〕${n + 1}号`,
        method: 'in-person',
        receiver: '本人',
        on: '2022-10-03',
        effective_on: '2022-10-03',
        pay_by_on: '2022-11-02',
        to: 'served',
      },
    },
    { type: 'ReceiptRecorded', payload: { entry: entry(1), to: 'part_repaid' } },
    { type: 'ReceiptRecorded', payload: { entry: entry(2), to: 'part_repaid' } },
  ];
  const author = { actor: 'li', on_behalf_of: null, via: 'bench', at: sample.clock.at };
  const stored = appendEvents(
    sample.ledger,
    author,
    events.map((event) => ({ ...event, stream: 'case' as const, subject_id: caseId })),
  );
  projectCase(sample.ledger, stored.map(toCaseEvent).reduce<CaseState>(applyEvent, state));
  projectDays(sample.ledger, caseId, loadCaseEvents(sample.ledger, caseId));
}
