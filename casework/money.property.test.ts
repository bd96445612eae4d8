import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Move } from '../core/words/moves.ts';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../tests/support/sample-office.ts';
import { loadCase, loadCaseEvents } from './casebook/load-case.ts';
import { rebuildCasebook } from './casebook/rebuild.ts';
import { applyEvent, foldCase } from './fold.ts';
import { summariseRecovery } from './reads/money/recovery-summary.ts';
import { checkCasebook } from './reads/proof/check-casebook.ts';

/** Ten lines that say what money does, to hold the real thing against. */
interface Model {
  assessed: number;
  proposed: number | null;
  writeOff: number | null;
  offset: number;
  repaid: number;
  writtenOff: number;
  live: { id: string; kind: 'receipt' | 'offset'; amount: number }[];
}

interface Real {
  sample: SampleOffice;
  caseId: string;
}

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

function moneyOf(real: Real) {
  const state = loadCase(real.sample.ledger, real.caseId);
  if (state === null) throw new Error('no such case');
  return state;
}

function holds(model: Model, real: Real): void {
  const { money } = moneyOf(real);
  expect(money).toMatchObject({
    assessed_fen: model.assessed,
    offset_fen: model.offset,
    repaid_fen: model.repaid,
    written_off_fen: model.writtenOff,
  });
  expect(
    money.assessed_fen - money.offset_fen - money.repaid_fen - money.written_off_fen + money.refunded_fen,
  ).toBe(money.outstanding_fen);
}

class Act implements fc.Command<Model, Real> {
  readonly move: Move;
  readonly user: string;
  readonly input: unknown;
  readonly record: (model: Model, real: Real, to: string) => void;

  constructor(
    move: Move,
    user: string,
    input: unknown,
    record: (model: Model, real: Real, to: string) => void,
  ) {
    this.move = move;
    this.user = user;
    this.input = input;
    this.record = record;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    const { clock } = real.sample;
    const before = clock.at;
    // nobody is late before the day has come
    if (this.move === 'overdue') clock.at = '2030-01-01T01:00:00.000Z';
    const outcome = real.sample.act(this.user, real.caseId, this.move, this.input);
    clock.at = before;
    if (outcome.ok) this.record(model, real, outcome.state.entries.at(-1)?.entry_id ?? '');
    holds(model, real);
  }

  toString(): string {
    return `${this.user} ${this.move} ${JSON.stringify(this.input)}`;
  }
}

/** Takes back an entry that the run has made so far, if there is any. */
class Reverse implements fc.Command<Model, Real> {
  readonly nth: number;

  constructor(nth: number) {
    this.nth = nth;
  }

  check(model: Readonly<Model>): boolean {
    return model.live.length > 0;
  }

  run(model: Model, real: Real): void {
    const entry = model.live[this.nth % model.live.length];
    if (entry === undefined) return;
    const outcome = real.sample.act('chen', real.caseId, 'reverse', { entry_id: entry.id, reason: '退票' });
    if (outcome.ok) {
      model.live = model.live.filter((one) => one.id !== entry.id);
      if (entry.kind === 'receipt') model.repaid -= entry.amount;
      else model.offset -= entry.amount;
    }
    holds(model, real);
  }

  toString(): string {
    return `chen reverse #${this.nth}`;
  }
}

const fen = fc.integer({ min: 1, max: 30_000 });

const commands = [
  fen.map(
    (amount_fen) =>
      new Act('receipt', 'chen', { amount_fen, surplus: 'due-back' }, (model, _real, id) => {
        model.repaid += amount_fen;
        model.live.push({ id, kind: 'receipt', amount: amount_fen });
      }),
  ),
  fen.map(
    (amount_fen) =>
      new Act('offset', 'li', { amount_fen, against: 'account-balance' }, (model, _real, id) => {
        model.offset += amount_fen;
        model.live.push({ id, kind: 'offset', amount: amount_fen });
      }),
  ),
  fen.map(
    (total_fen) =>
      new Act('fix-amount', 'li', { total_fen, ground: '核定' }, (model) => {
        model.proposed = total_fen;
        model.writeOff = null;
      }),
  ),
  fen.map(
    (amount_fen) =>
      new Act('propose-write-off', 'li', { amount_fen, reason: '无力偿还' }, (model) => {
        model.writeOff = amount_fen;
      }),
  ),
  fc.constantFrom('yi', 'er', 'san', 'si').map(
    (user) =>
      new Act('approve', user, {}, (model, real) => {
        const last = moneyOf(real).documents.at(-1);
        if (last?.status !== 'approved') return;
        if (last.kind === 'decision' && model.proposed !== null) {
          model.assessed = model.proposed;
          model.proposed = null;
        }
        if (last.kind === 'write-off' && model.writeOff !== null) {
          model.writtenOff += model.writeOff;
          model.writeOff = null;
        }
      }),
  ),
  fc.constant(
    new Act('reject', 'yi', { reason: '退回：金额与证据不符，请重新核定' }, (model) => {
      model.proposed = null;
      model.writeOff = null;
    }),
  ),
  fc.constant(new Act('notify', 'li', {}, () => undefined)),
  fc.constant(new Act('serve', 'li', { servers: ['张经办', '李经办'] }, () => undefined)),
  fc.constant(new Act('overdue', 'li', { on: '2030-01-01' }, () => undefined)),
  fc.constant(new Act('open-review', 'sun', { kind: 'litigation' }, () => undefined)),
  fc.constant(new Act('uphold', 'sun', { on: '2022-10-12', received_on: '2022-10-12' }, () => undefined)),
  fc.nat(20).map((nth) => new Reverse(nth)),
];

test('assessed − offset − repaid − written off + refunded = outstanding after every event of any sequence', () => {
  let people = 0;
  fc.assert(
    fc.property(fc.commands(commands, { maxCommands: 40 }), (sequence) => {
      people += 1;
      const finding = sampleFinding({ person_id: `p${people}`, claims: [[202206, { basic: 20_000 }]] });
      const setup = () => {
        const run = sample.run([finding], people, { rules: [] });
        const real: Real = { sample, caseId: run.case_of.get(finding.finding_key) ?? '' };
        bringToService(sample, real.caseId);
        const model: Model = {
          assessed: 20_000,
          proposed: null,
          writeOff: null,
          offset: 0,
          repaid: 0,
          writtenOff: 0,
          live: [],
        };
        return { model, real };
      };
      fc.modelRun(setup, sequence);
    }),
    { numRuns: 120, endOnFailure: true },
  );
  // The sum over the cases is the sum over the events, and the casebook can be built again from them alone.
  const before = summariseRecovery(sample.ledger, 'program', 'status');
  expect(checkCasebook(sample.ledger)).toMatchObject({ cases: people, differing: [], totals_tie: true });
  expect(rebuildCasebook(sample.ledger)).toBe(people);
  expect(summariseRecovery(sample.ledger, 'program', 'status')).toEqual(before);
  const { total, groups } = before;
  expect(groups.reduce((sum, group) => sum + group.outstanding_fen, 0)).toBe(total.outstanding_fen);
});

test('folding a beginning and then the rest is folding all, wherever it is cut', () => {
  const finding = sampleFinding({ person_id: 'p1' });
  const caseId = sample.caseOf(finding);
  bringToService(sample, caseId);
  sample.act('chen', caseId, 'receipt', { amount_fen: 1 });
  const events = loadCaseEvents(sample.ledger, caseId);
  const whole = foldCase(events);
  for (let cut = 1; cut <= events.length; cut += 1) {
    const first = foldCase(events.slice(0, cut));
    const rest = events.slice(cut).reduce((state, event) => applyEvent(state, event), first);
    expect(rest).toEqual(whole);
  }
});
