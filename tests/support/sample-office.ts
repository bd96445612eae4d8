import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import type { Evidence } from '../../casework/decision-guard.ts';
import { type CaseOutcome, type CaseRequest, execute } from '../../casework/execute.ts';
import {
  type AttachOptions,
  type AttachResult,
  attachFindings,
} from '../../casework/findings/attach-findings.ts';
import { type Office, openOffice, openOfficeLedger } from '../../casework/office.ts';
import type { CommandRefusal } from '../../casework/refusals.ts';
import type { Grant, Role } from '../../casework/roles.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import type { Finding } from '../../core/finding.ts';
import { sha256Hex, stableJson } from '../../core/hash.ts';
import type { Move } from '../../core/words/moves.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

/** An office for tests and benches: a real folder, a real ledger, invented people. */
export interface SampleOffice {
  home: string;
  office: Office;
  ledger: Ledger;
  /** The office's clock, which tests set. */
  clock: { at: string };
  act: (
    user: string,
    caseId: string,
    move: Move,
    input?: unknown,
    more?: Partial<CaseRequest>,
  ) => CaseOutcome;
  run: (findings: readonly Finding[], run?: number, options?: AttachOptions) => AttachResult;
  /** A night that finds this alone; the case it opens. */
  caseOf: (finding: Finding) => string;
  close: () => void;
}

/** Evidence of a case whose innocent explanations the data have ruled out. */
export const NOTHING_OPEN: Evidence = {
  explanations: [],
  is_contrary: false,
  basis: [],
};

export function grant(role: Role, more: Partial<Grant> = {}): Grant {
  return { role, level: null, township: null, ...more };
}

const STAFF: readonly [string, readonly Grant[]][] = [
  ['admin', [grant('administrator')]],
  ['sun', [grant('supervisor')]],
  ['li', [grant('investigator')]],
  ['hu', [grant('investigator')]],
  ['chen', [grant('cashier')]],
  ['ma', [grant('manager')]],
  ['shen', [grant('auditor')]],
  ['yi', [grant('approver', { level: 1 })]],
  ['er', [grant('approver', { level: 2 })]],
  ['san', [grant('approver', { level: 3 })]],
  ['si', [grant('approver', { level: 4 })]],
  ['zhen', [grant('clerk', { township: '竹园镇' })]],
];

export function openSampleOffice(parent = tmpdir()): SampleOffice {
  const home = mkdtempSync(join(parent, 'hedui-ledger-'));
  const clock = { at: '2022-10-10T01:00:00.000Z' };
  const office = openOffice(home, () => clock.at);
  const ledger = openOfficeLedger(office);
  for (const [user_id, grants] of STAFF) {
    const asker = { user: user_id === 'admin' ? null : 'admin', via: 'test' };
    const added = addUser(ledger, office, asker, { user_id, display_name: user_id, grants });
    if (!added.ok) throw new Error(added.refusal.en);
  }
  let keys = 0;
  const run: SampleOffice['run'] = (findings, number = 1, options = {}) =>
    attachFindings(ledger, { run: number, as_of: '2022-10-01' }, findings, { at: clock.at, ...options });
  return {
    home,
    office,
    ledger,
    clock,
    act: (user, case_id, move, input = {}, more = {}) => {
      keys += 1;
      const evidence = NOTHING_OPEN;
      const key = `k${keys}`;
      return execute(ledger, office, { key, user, via: 'test', case_id, move, input, evidence, ...more });
    },
    run,
    caseOf: (finding) => run([finding]).case_of.get(finding.finding_key) ?? '',
    close: () => {
      ledger.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Three months of a pension with its personal account. */
export const SUMMER = [
  [202206, { basic: 11_800, account: 10_000 }],
  [202207, { basic: 11_800, account: 10_000 }],
  [202208, { basic: 11_800, account: 10_000 }],
] as const satisfies FindingDraft['claims'];

export interface FindingDraft extends Partial<Omit<Finding, 'lines'>> {
  person_id: string;
  /** Claims per line: month, and fen by component. */
  claims?: readonly [month: number, components: Record<string, number>][];
}

/** A finding about an invented person; what a test does not mention is filled in plausibly. */
export function sampleFinding(draft: FindingDraft): Finding {
  const { claims = [[202206, { basic: 11_300 }]], ...given } = draft;
  const rule_id = given.rule_id ?? 'deceased/paid-after-death';
  const occurrence_key = given.occurrence_key ?? `death-${given.person_id}`;
  const lines = claims.map(([month, components]) => ({
    line_id: `line-${given.person_id}-${month}`,
    month,
    amount_fen: Object.values(components).reduce((sum, part) => sum + part, 0),
    components,
  }));
  const amount_fen = lines.reduce((sum, line) => sum + line.amount_fen, 0);
  const facts = given.facts ?? { died_on: '2022-05-31' };
  return {
    finding_key: `${rule_id}|${given.person_id}|${occurrence_key}`,
    rule_id,
    rule_version: '1',
    title: '死亡后继续领取',
    direction: 'fund',
    occurrence_key,
    resident_id: null,
    name: '测试甲',
    township: '竹园镇',
    village: null,
    amount_fen,
    months: lines.length,
    first_month: lines[0]?.month ?? null,
    last_month: lines.at(-1)?.month ?? null,
    match_strength: 'confirmed',
    reason: '死亡后仍有待遇发放',
    facts,
    lines,
    evidence: [],
    evidence_hash: sha256Hex(stableJson({ lines, facts })),
    ...given,
  };
}

/** Lets the office's clock go on to a day that has not come yet: nothing is recorded before it has happened. */
export function passTimeUntil({ clock }: SampleOffice, day: string): void {
  const morning = `${day}T01:00:00.000Z`;
  if (clock.at < morning) clock.at = morning;
}

/** Takes a case from the night's finding to a served notice, by all the hands that belong to it. */
export function bringToService(sample: SampleOffice, caseId: string, amountFen?: number): void {
  const steps: [string, Move, unknown][] = [
    ['sun', 'assign', { assignee: 'li' }],
    ['li', 'name-debtor', { name: '测试丁', relation: '之子', evidence: '取款凭条' }],
    ['li', 'substantiate', { reason: '入户核实' }],
    ['li', 'fix-amount', amountFen === undefined ? {} : { total_fen: amountFen, ground: '核对后核定' }],
    ['yi', 'approve', {}],
    ['li', 'notify', { on: '2022-10-10' }],
    ['li', 'serve', { on: '2022-10-12', servers: ['张经办', '李经办'] }],
  ];
  for (const [user, move, input] of steps) {
    if (move === 'serve') passTimeUntil(sample, '2022-10-12');
    const outcome = sample.act(user, caseId, move, input);
    if (!outcome.ok) throw new Error(`${move}: ${outcome.refusal.en}`);
  }
}

/** What hands do to the case that a file of tests is about, and what they are refused. */
export function onCase(which: () => readonly [sample: SampleOffice, caseId: string]) {
  const tried = (user: string, move: Move, input?: unknown): CaseOutcome => {
    const [sample, caseId] = which();
    return sample.act(user, caseId, move, input);
  };
  return {
    state(): CaseState {
      const [{ ledger }, caseId] = which();
      const loaded = loadCase(ledger, caseId);
      if (loaded === null) throw new Error('no such case');
      return loaded;
    },
    /** Made on the day it says, when that has come. */
    done(user: string, move: Move, input?: unknown): CaseState {
      const { on } = (input ?? {}) as { on?: string };
      if (on !== undefined) passTimeUntil(which()[0], on);
      const outcome = tried(user, move, input);
      if (!outcome.ok) throw new Error(`${move}: ${outcome.refusal.code} ${outcome.refusal.en}`);
      return outcome.state;
    },
    refused(user: string, move: Move, input?: unknown): CommandRefusal {
      const outcome = tried(user, move, input);
      if (outcome.ok) throw new Error(`${move} was not refused`);
      return outcome.refusal;
    },
  };
}
