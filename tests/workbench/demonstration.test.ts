import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { listStatementLines } from '../../casework/reads/money/statement-lines.ts';
import { STATUSES } from '../../casework/states.ts';
import { type NightSummary, readLastSummary } from '../../reports/morning/night-summary.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { closeDemo, copyDemoHome } from './stand.ts';

let home: string;
let ledger: Ledger;
let night: NightSummary;

/** What `npm run demo` makes beside its first night: see `make-demonstration.ts`. */
beforeAll(async () => {
  home = await copyDemoHome({ office: true });
  const last = readLastSummary(workspaceAt(home).reports);
  if (last === null) throw new Error('the demonstration has had no night');
  night = last;
  ledger = openOfficeLedger(openOffice(home), 'read');
});
afterAll(async () => {
  ledger.close();
  await closeDemo(undefined, home);
});

describe('the demonstration opens on an office at work', () => {
  it('with cases in every state, worked day by day over most of a year', () => {
    const cases = listCases(ledger, 'program', {}, { limit: 1_000 });
    expect(new Set(cases.map(({ status }) => status))).toEqual(new Set(STATUSES));
    expect(cases.filter(({ status }) => status !== 'new').length).toBeGreaterThanOrEqual(30);
    const paidIn = new Set(listStatementLines(ledger, 'matched').map((line) => line.booked_on.slice(0, 7)));
    expect(paidIn.size).toBeGreaterThanOrEqual(5);
    expect(cases.reduce((sum, { repaid_fen }) => sum + repaid_fen, 0)).toBeGreaterThan(0);
  });

  it('with a decision that was sent back, evidence that changed after the decision, and lines of the bank in every fate', () => {
    const flags = listCases(ledger, 'program', {}, { limit: 1_000 }).flatMap((one) => one.flags);
    expect(flags).toEqual(expect.arrayContaining(['sent-back', 'evidence-changed']));
    const fates = new Set(listStatementLines(ledger).map(({ status }) => status));
    expect([...fates]).toEqual(expect.arrayContaining(['matched', 'open']));
    expect(fates.size).toBe(3);
  });

  it('with the lists handed down registered and answered by the night', () => {
    expect(night.batches.unregistered).toEqual([]);
    expect(night.batches.answered).toBeGreaterThan(5);
  });

  it('with a file that was not read, a word and two files that wait for an answer, and a rule that is held', () => {
    expect(night.files.filter(({ status }) => status === 'refused').map(({ file }) => file)).toEqual([
      '身故人员摸排表.csv',
    ]);
    expect(night.files.flatMap(({ unexplained }) => unexplained).map(({ word }) => word)).toEqual([
      '判实刑三年',
    ]);
    expect(night.questions.map(({ kind }) => kind)).toEqual(['asks']);
    expect(night.held.map(({ rule_id }) => rule_id)).toEqual(['imprisonment/paid-while-imprisoned']);
  });

  it('with a finding that rests on a link which is only probable', async () => {
    const { warehouse } = await openPublished(workspaceAt(home).builds);
    try {
      const rows = await warehouse.rows<{ findings: number }>(
        "select count(*)::int as findings from result.finding where match_strength = 'probable'",
      );
      expect(rows[0]?.findings).toBeGreaterThan(0);
    } finally {
      warehouse.close();
    }
  });
});
