import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalTip } from '../storage/ledger/journal.ts';
import {
  onCase,
  openSampleOffice,
  type SampleOffice,
  SUMMER,
  sampleFinding,
} from '../tests/support/sample-office.ts';
import { type DecideRequest, decideCase, type Substantiation } from './decide.ts';
import { type Evidence, explanationState, lookedAtIn } from './decision-guard.ts';
import { executeAll } from './execute.ts';

let sample: SampleOffice;
let caseId: string;
const finding = sampleFinding({
  person_id: 'p1',
  claims: SUMMER,
});

beforeEach(() => {
  sample = openSampleOffice();
  caseId = sample.caseOf(finding);
  sample.act('li', caseId, 'take');
});
afterEach(() => sample.close());

const { state } = onCase(() => [sample, caseId]);

const OF_IT = { finding_key: finding.finding_key };
const EVIDENCE: Evidence = {
  explanations: [
    { key: 'a', ...OF_IT, text: '实际死亡在6月', verdict: 'unsupported', looked_at: '火化证明为5月31日' },
    { key: 'b', ...OF_IT, text: '同名同日的另一人', verdict: 'look', looked_at: '请核实' },
  ],
  is_contrary: true,
  basis: [{ text: '社会保险法', article: '第五十七条' }],
};

function decide(said: Partial<Substantiation> = {}, more: Partial<DecideRequest> = {}) {
  return decideCase(sample.ledger, sample.office, {
    key: 'd1',
    user: 'li',
    via: 'web',
    case_id: caseId,
    evidence: EVIDENCE,
    expected_last_seq: state().last_seq,
    decision: {
      outcome: 'substantiated',
      reason: '入户核实，村委会证明',
      nature: 'late-report',
      basis: null,
      looked: ['b'],
      contrary_reason: '认证由邻居代办',
      debtor: { name: '王五', relation: '儿子' },
      struck: [],
      ...said,
    },
    ...more,
  });
}

test('one submission decides, names the debtor, fixes the amount and asks for the signatures', () => {
  const outcome = decide();
  if (!outcome.ok) throw new Error(outcome.refusal.en);
  expect(outcome.events.map((event) => event.type)).toEqual([
    'CaseSubstantiated',
    'DebtorNamed',
    'AmountFixed',
    'DocumentProposed',
  ]);
  expect(state()).toMatchObject({
    status: 'substantiated',
    debtor: { name: '王五', relation: '儿子' },
    money: { assessed_fen: 65_400 },
    documents: [{ kind: 'decision', status: 'pending', amount_fen: 65_400 }],
    decided: {
      by: 'li',
      explanations: [
        { ...OF_IT, text: '实际死亡在6月', finding: '火化证明为5月31日' },
        { ...OF_IT, text: '同名同日的另一人', finding: null },
      ],
      nature: 'late-report',
      basis: ['社会保险法第五十七条'],
      contrary_reason: '认证由邻居代办',
    },
  });
});

test('an explanation that the investigator ticked is looked at ever after, and one that the data rule out was never theirs to tick', () => {
  const states = () =>
    EVIDENCE.explanations.map((one) =>
      explanationState(one, lookedAtIn(state().decided?.explanations ?? [])),
    );
  expect(states()).toEqual(['unsupported', 'to-look']);
  decide();
  expect(states()).toEqual(['unsupported', 'looked']);
});

test('a struck month leaves the claim with its reason on the document', () => {
  decide({ struck: [{ month: 202206, reason: '补发的是死亡前的月份' }] });
  const { amounts, documents } = state();
  expect(amounts).toMatchObject([
    { assessed_fen: 43_600, struck: [{ month: 202206, reason: '补发的是死亡前的月份' }] },
  ]);
  expect(amounts[0]?.lines.map((line) => line.month)).toEqual([202207, 202207, 202208, 202208]);
  expect(documents[0]?.ground).toBe('不计2022-06：补发的是死亡前的月份');
});

test('nobody is found to owe anything before what speaks for them was looked at and answered', () => {
  const tip = journalTip(sample.ledger);
  const code = (outcome: ReturnType<typeof decide>) => (outcome.ok ? 'done' : outcome.refusal.code);
  expect(code(decide({ looked: [] }))).toBe('explanation-unseen');
  expect(decide({ looked: [] })).toMatchObject({
    refusal: { zh: expect.stringMatching(/还有 1 项.*：“同名同日的另一人”/), typed: '--looked b' },
  });
  expect(code(decide({ contrary_reason: ' ' }))).toBe('contrary-unanswered');
  expect(code(decide({ basis: ['已废止的办法'] }))).toBe('basis-not-in-force');
  expect(code(decide({ debtor: null }))).toBe('debtor-unnamed');
  expect(code(decide({ debtor: 'self' }))).toBe('addressee-dead');
  const { name } = state().person;
  expect(code(decide({ debtor: { name, relation: '子女' } }))).toBe('addressee-dead');
  expect(code(decide({ nature: null }))).toBe('nature-missing');
  expect(code(decide({}, { evidence: null }))).toBe('evidence-missing');
  const alone = sample.act('li', caseId, 'substantiate', { reason: '属实' }, { evidence: EVIDENCE });
  expect(alone).toMatchObject({ refusal: { code: 'explanation-unseen' } });
  expect(journalTip(sample.ledger)).toEqual(tip);
});

test('where one part is refused nothing of it is written', () => {
  const tip = journalTip(sample.ledger);
  const unclaimed = decide({ struck: [{ month: 202209, reason: '未发' }] });
  expect(unclaimed).toMatchObject({ ok: false, move: 'fix-amount', refusal: { code: 'month-not-claimed' } });
  const all = [202206, 202207, 202208].map((month) => ({ month, reason: '不计' }));
  expect(decide({ struck: all })).toMatchObject({ refusal: { code: 'nothing-left-to-claim' } });
  expect(journalTip(sample.ledger)).toEqual(tip);
  expect(decide().ok).toBe(true);
});

test('sent again under its key it is answered the same, even after the evidence has changed', () => {
  const struck = [{ month: 202206, reason: '补发' }];
  const seen = { expected_last_seq: state().last_seq };
  const first = decide({ struck }, seen);
  const grown = { ...finding, lines: finding.lines.slice(1), amount_fen: 43_600, evidence_hash: 'other' };
  sample.run([grown], 2);
  const again = decide({ struck }, { ...seen, evidence: null });
  expect(first).toMatchObject({ ok: true, is_repeated: false });
  expect(again).toMatchObject({ ok: true, is_repeated: true });
  if (first.ok && again.ok) expect(again.events).toEqual(first.events);
  expect(state().amounts).toHaveLength(1);
});

test('a case that has gone on since it was opened is not decided unseen, and says who was at it', () => {
  const { last_seq } = state();
  sample.act('sun', caseId, 'note', { text: '请先看村委会来信' });
  expect(decide({}, { expected_last_seq: last_seq })).toMatchObject({
    ok: false,
    move: 'substantiate',
    refusal: { code: 'case-changed', zh: '此案刚被sun更新，请看过变化再提交。' },
  });
  sample.run([], 2);
  expect(decide({}, { expected_last_seq: last_seq })).toMatchObject({
    refusal: { values: { who: '夜间核对' } },
  });
});

test('somebody who was slower is told who was faster, not that the move is illegal', () => {
  const { last_seq } = state();
  expect(decide({}, { expected_last_seq: last_seq }).ok).toBe(true);
  expect(decide({}, { key: 'd2', expected_last_seq: last_seq })).toMatchObject({
    refusal: { code: 'case-changed' },
  });
});

test('an approver signs the version they have read, and no other', () => {
  decide();
  const read = state().amounts[0]?.seq;
  sample.act('li', caseId, 'fix-amount', { struck: [{ month: 202206, reason: '补发' }] });
  expect(sample.act('yi', caseId, 'approve', { version_seq: read })).toMatchObject({
    refusal: { code: 'version-changed', zh: '内容已变，请重看第 2 版。' },
  });
  const version_seq = state().amounts[1]?.seq;
  expect(sample.act('yi', caseId, 'approve', { version_seq }).ok).toBe(true);
});

test('an outcome that is not substantiated keeps what was asked for it', () => {
  sample.act('li', caseId, 'leave-unverifiable', {
    reason: '外出务工',
    missing: '居住证明',
    review_on: '2022-12-01',
  });
  expect(state().decided).toMatchObject({
    outcome: 'unverifiable',
    missing: '居住证明',
    review_on: '2022-12-01',
  });
  sample.act('li', caseId, 'take');
  sample.act('li', caseId, 'clear', { reason: '本人到场', ground: 'alive' });
  expect(state().decided).toMatchObject({ outcome: 'unfounded', ground: 'alive', missing: null });
});

test('several commands on one case stand or fall together', () => {
  const tip = journalTip(sample.ledger);
  const part = (key: string, move: 'note' | 'substantiate', input: unknown) => ({
    key,
    user: 'li',
    via: 'test',
    case_id: caseId,
    move,
    input,
  });
  const refused = executeAll(sample.ledger, sample.office, [
    part('a', 'note', { text: '已电话核实' }),
    part('b', 'substantiate', {}),
  ]);
  expect(refused).toMatchObject({ ok: false, move: 'substantiate', refusal: { code: 'invalid-input' } });
  expect(journalTip(sample.ledger)).toEqual(tip);
});
