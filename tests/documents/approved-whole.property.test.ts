import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Debtor } from '../../casework/case-events.ts';
import { type CaseState, currentNotice, pendingDocument } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { approvedVersion } from '../../casework/money.ts';
import type { Move } from '../../core/words/moves.ts';
import { findKind, loadKinds } from '../../reports/notices/kinds.ts';
import { isLong } from '../support/is-long.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../support/sample-office.ts';

/** What the last whole chain of signatures covered, and who had been told by then. */
interface Model {
  debtor: string | null;
  assessed_fen: number;
  /** Whoever was told of the pending or approved decision last. */
  told: string | null;
  /** All who were told since a decision was revoked last: whoever is named back has been told. */
  everTold: Set<string>;
  papers: number;
}

interface Real {
  caseId: string;
}

/** Papers that claim money of somebody; what is written before the decision only says what is meant. */
const CLAIMING = loadKinds().filter((kind) => kind.claims && kind.to_debtor && kind.tells_proposed !== true);

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

function caseNow({ caseId }: Real): CaseState {
  const state = loadCase(sample.ledger, caseId);
  if (state === null) throw new Error('no such case');
  return state;
}

const whoIs = ({ name, relation, resident_id }: Debtor): string => `${name} ${relation} ${resident_id ?? ''}`;

const toldIn = (state: CaseState): string | null =>
  state.milestones.hearing_on === null ? null : whoIs(state.debtor);

/** No paper that may go out now is to somebody, or about an amount, that no whole chain has covered. */
function holds(model: Model, real: Real): void {
  const state = caseNow(real);
  const goesOut = CLAIMING.some((kind) => kind.states.includes(state.status));
  // referred on suspicion, before any amount was signed, a case has no paper that names one
  const isSuspicion = state.status === 'referred' && model.debtor === null;
  if ((goesOut && !isSuspicion) || state.status === 'approved') {
    expect(whoIs(state.debtor)).toBe(model.debtor);
    expect(approvedVersion(state.amounts)?.assessed_fen).toBe(model.assessed_fen);
  }
  if (state.status === 'substantiated') expect(goesOut).toBe(false);
  if (state.milestones.hearing_on !== null) expect(model.everTold).toContain(whoIs(state.debtor));
}

class Act implements fc.Command<Model, Real> {
  readonly user: string;
  readonly move: Move;
  readonly input: object;

  constructor(user: string, move: Move, input: object = {}) {
    this.user = user;
    this.move = move;
    this.input = input;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    const before = caseNow(real);
    const outcome = sample.act(this.user, real.caseId, this.move, this.input);
    if (outcome.ok) this.record(model, before, outcome.state);
    holds(model, real);
  }

  record(model: Model, before: CaseState, after: CaseState): void {
    const { kind } = pendingDocument(before) ?? {};
    const isFinal = pendingDocument(after) === null;
    if (this.move === 'hear') {
      model.told = whoIs(after.debtor);
      model.everTold.add(model.told);
    }
    if (this.move === 'approve' && isFinal && kind === 'decision') {
      // whoever was told before somebody else took their place was not told in their place
      if (model.told !== null) expect(model.everTold).toContain(whoIs(after.debtor));
      Object.assign(model, { debtor: whoIs(after.debtor), assessed_fen: after.money.assessed_fen });
    }
    if (this.move === 'approve' && isFinal && kind === 'revocation')
      Object.assign(model, { debtor: null, assessed_fen: 0 });
    if (this.move === 'reject' && kind === 'decision' && model.debtor !== null) {
      expect(whoIs(after.debtor)).toBe(model.debtor);
      expect(after.money.assessed_fen).toBe(model.assessed_fen);
      model.told = toldIn(after);
    }
    // named again, whoever was approved is as they were
    if (this.move === 'name-debtor' && whoIs(after.debtor) === model.debtor) model.told = toldIn(after);
    if (this.move === 'reopen' && before.status === 'revoked') {
      model.told = null;
      model.everTold.clear();
    }
    if (this.move === 'notify') {
      const notice = currentNotice(after);
      expect(after.amounts.find(({ version }) => version === notice?.version)?.assessed_fen).toBe(
        model.assessed_fen,
      );
      model.papers += 1;
    }
  }

  toString(): string {
    return `${this.user} ${this.move} ${JSON.stringify(this.input)}`;
  }
}

const acts = (user: string, move: Move, ...inputs: object[]) =>
  fc.constantFrom(...(inputs.length === 0 ? [{}] : inputs)).map((input) => new Act(user, move, input));

const NAMES = [
  { name: '李桂芬', relation: '配偶', resident_id: '532526195203049963' },
  { name: '李小强', relation: '之子' },
  { name: '李小强', relation: '之侄' },
];
const DONE = { takers: ['张经办', '李经办'], said: '无异议', response: '属实', ending: 'done' };

/** So a decision comes to be signed by the whole chain; half of the lives begin behind it. */
const SIGNED = [
  new Act('li', 'hear'),
  new Act('li', 'take-statement', DONE),
  ...['yi', 'er', 'san', 'si'].map((user) => new Act(user, 'approve')),
];

const signing = fc.constantFrom('yi', 'er', 'san', 'si').map((user) => new Act(user, 'approve'));

const commands = [
  acts('li', 'name-debtor', ...NAMES),
  acts('li', 'name-debtor', ...NAMES),
  acts('li', 'substantiate', { reason: '属实' }),
  acts('li', 'fix-amount', {}, { total_fen: 600_000, ground: '核定' }, { total_fen: 9_000, ground: '核定' }),
  signing,
  signing,
  signing,
  acts('yi', 'reject', { reason: '退回：与证据不符，请重新核定' }),
  acts('li', 'hear'),
  acts('li', 'take-statement', DONE),
  acts('li', 'notify'),
  acts('li', 'notify'),
  acts('li', 'serve', { servers: ['张经办', '李经办'] }),
  acts('sun', 'void-notice', { reason: '有误' }),
  acts('chen', 'receipt', { amount_fen: 5_000, surplus: 'due-back' }),
  acts('li', 'propose-revocation', { reason: '有误' }),
  acts('sun', 'reopen', { reason: '重查' }),
  acts('sun', 'open-review', { kind: 'reconsideration' }),
  acts('sun', 'uphold', { on: '2022-10-12', received_on: '2022-10-12' }),
  acts('sun', 'refer', { office: '弥勒市公安局', reason: '达到移送标准' }),
  acts('sun', 'take-back', { reason: '不予受理' }),
];

test('no paper is ever to a debtor, or about an amount, that the last whole chain of signatures did not cover', () => {
  expect(CLAIMING).toContainEqual(findKind('recovery-notice'));
  let people = 0;
  let papers = 0;
  fc.assert(
    fc.property(
      fc.commands(commands, { maxCommands: 60, size: 'max' }),
      fc.boolean(),
      (sequence, isSigned) => {
        people += 1;
        const finding = sampleFinding({ person_id: `p${people}`, claims: [[202206, { basic: 20_000 }]] });
        const model: Model = { debtor: null, assessed_fen: 0, told: null, everTold: new Set(), papers: 0 };
        const setup = () => {
          const run = sample.run([finding], people, { rules: [] });
          const real = { caseId: run.case_of.get(finding.finding_key) ?? '' };
          sample.act('sun', real.caseId, 'assign', { assignee: 'li' });
          sample.act('li', real.caseId, 'name-debtor', NAMES[0]);
          sample.act('li', real.caseId, 'substantiate', { reason: '属实' });
          sample.act('li', real.caseId, 'fix-amount');
          if (isSigned) for (const act of SIGNED) act.run(model, real);
          return { model, real };
        };
        fc.modelRun(setup, sequence);
        papers += model.papers;
      },
    ),
    { numRuns: isLong ? 200 : 60, endOnFailure: true },
  );
  expect(papers).toBeGreaterThan(5);
});
