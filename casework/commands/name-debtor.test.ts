import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { loadCase } from '../casebook/load-case.ts';

const CASE = 'C00000001';
const DEAD = '53252619500203997X';
const NUMBER = '532526195203049963';

let sample: SampleOffice;

beforeEach(() => {
  sample = openSampleOffice();
  sample.run([sampleFinding({ person_id: 'p1', resident_id: DEAD })]);
  sample.act('sun', CASE, 'assign', { assignee: 'li' });
});
afterEach(() => sample.close());

const name = (input: object) => {
  const outcome = sample.act('li', CASE, 'name-debtor', { name: '李桂芬', relation: '配偶', ...input });
  return outcome.ok ? 'done' : outcome.refusal.code;
};
const debtor = () => loadCase(sample.ledger, CASE)?.debtor;

test('what nobody said of somebody else is not known: neither number nor address comes from the beneficiary', () => {
  expect(name({})).toBe('done');
  expect(debtor()).toMatchObject({ name: '李桂芬', resident_id: null, address: null, evidence: null });
});

test('of the same person what was said before stays until something else is said', () => {
  name({ resident_id: NUMBER, address: '竹园镇', evidence: '取款凭条', sources: { address: '户籍' } });
  name({ phone: '13800000000' });
  expect(debtor()).toMatchObject({
    ...{ resident_id: NUMBER, address: '竹园镇', evidence: '取款凭条', phone: '13800000000' },
    sources: { address: '户籍' },
  });
  name({ name: '李小强', relation: '之子' });
  expect(debtor()).toMatchObject({ name: '李小强', resident_id: null, address: null, evidence: null });
});

test('the beneficiary keeps the number that the case has of them, however it is said', () => {
  sample.close();
  sample = openSampleOffice();
  sample.run([sampleFinding({ person_id: 'p1', resident_id: DEAD, facts: {} })]);
  sample.act('sun', CASE, 'assign', { assignee: 'li' });
  for (const relation of ['self', '本人']) {
    expect(name({ name: '测试甲', relation })).toBe('done');
    expect(debtor()).toMatchObject({ relation: 'self', resident_id: DEAD });
  }
});

test.each([
  [{ resident_id: '532526195203049960' }, 'debtor-number-wrong'],
  [{ resident_id: DEAD }, 'debtor-is-beneficiary'],
  [{ resident_id: NUMBER, is_office: true }, 'debtor-code-wrong'],
  [{ resident_id: '91350100M000100Y43', is_office: true }, 'done'],
  [{ resident_id: '91350100M000100Y43' }, 'done'],
  [{ resident_id: '91350100M000100Y44' }, 'debtor-number-wrong'],
])('%j is answered with %s', (input, code) => {
  expect(name(input)).toBe(code);
});

test('whoever has a social credit code and no resident number is taken for a company', () => {
  name({ resident_id: '91350100M000100Y43' });
  expect(debtor()).toMatchObject({ is_office: true });
  name({ name: '李小强', relation: '之子', resident_id: NUMBER });
  expect(debtor()?.is_office).toBe(undefined);
});

const OTHER = { name: '李小强', relation: '之子' };
const state = () => loadCase(sample.ledger, CASE);
const told = (user: string, move: Parameters<SampleOffice['act']>[2], input: object = {}) => {
  const outcome = sample.act(user, CASE, move, input);
  return outcome.ok ? 'done' : outcome.refusal.code;
};

/** Finds the case substantiated against a first debtor, with so much money that four have to sign. */
function propose(): void {
  name({ resident_id: NUMBER });
  told('li', 'substantiate', { reason: '属实' });
  told('li', 'fix-amount', { total_fen: 600_000, ground: '核对流水' });
}

/** Lets whoever is to owe be told, and say that they have nothing to add. */
function hearWhoOwes(): void {
  told('li', 'hear');
  told('li', 'take-statement', {
    takers: ['张经办', '李经办'],
    said: '无异议',
    response: '属实',
    ending: 'done',
  });
}

const signAll = () => ['yi', 'er', 'san', 'si'].map((user) => told(user, 'approve')).join(' ');
const SIGNED = 'done done done done';

test('an address is learned after the approval; who owes and how much are one decision and are approved together', () => {
  propose();
  expect(signAll()).toBe(SIGNED);
  expect(name({ address: '竹园镇竹园村' })).toBe('done');
  expect(debtor()).toMatchObject({ resident_id: NUMBER, address: '竹园镇竹园村' });
  expect(state()?.status).toBe('approved');
  expect(name(OTHER)).toBe('done');
  expect(state()).toMatchObject({ status: 'substantiated', money: { assessed_fen: 600_000 } });
  expect(state()?.documents.at(-1)).toMatchObject({
    ...{ amount_fen: 600_000, status: 'pending', ground: '核对流水；退款义务人变更，同额重新报批' },
  });
  expect(state()?.amounts.at(-1)).toMatchObject({ adjustments: state()?.amounts.at(0)?.adjustments });
  expect(told('li', 'notify')).toBe('illegal-move');
  expect(signAll()).toBe(SIGNED);
  expect(state()).toMatchObject({ status: 'approved', debtor: OTHER });
});

test('a correction that is sent back leaves debtor, amount and hearing as they were approved', () => {
  propose();
  hearWhoOwes();
  expect(signAll()).toBe(SIGNED);
  const approved = state();
  told('li', 'fix-amount', { total_fen: 500_000, ground: '扣减' });
  expect(name(OTHER)).toBe('done');
  expect(state()?.milestones.hearing_on).toBeNull();
  expect(told('yi', 'approve')).toBe('new-debtor-unheard');
  expect(told('yi', 'reject', { reason: '取款人不是李小强，退回' })).toBe('done');
  expect(state()).toMatchObject({
    ...{ status: 'approved', debtor: approved?.debtor, milestones: approved?.milestones },
    money: { assessed_fen: 600_000 },
  });
  expect(told('li', 'notify')).toBe('done');
});

test('another debtor while the chain is signing is signed from its first step', () => {
  propose();
  told('yi', 'approve');
  told('er', 'approve');
  expect(name(OTHER)).toBe('done');
  expect(state()?.documents.map(({ status, signatures }) => [status, signatures.length])).toEqual([
    ['superseded', 2],
    ['pending', 0],
  ]);
  expect(signAll()).toBe(SIGNED);
});

test('whoever takes the place of somebody who was told is told as well, and waits for their own term', () => {
  propose();
  hearWhoOwes();
  expect(name(OTHER)).toBe('done');
  expect(told('yi', 'approve')).toBe('new-debtor-unheard');
  told('li', 'hear');
  expect(told('yi', 'approve')).toBe('hearing-open');
});

test('a notice binds who owes until it is void or its decision revoked', () => {
  propose();
  signAll();
  told('li', 'notify');
  expect(name(OTHER)).toBe('debtor-decided');
  told('li', 'fix-amount', { total_fen: 500_000, ground: '扣减' });
  expect(name(OTHER)).toBe('debtor-decided');
  told('yi', 'reject', { reason: '金额与证据不符，退回' });
  told('sun', 'void-notice', { reason: '退款义务人有误' });
  expect(name(OTHER)).toBe('done');
  expect(signAll()).toBe(SIGNED);
  told('li', 'notify');
  told('li', 'serve', { servers: ['张经办', '李经办'] });
  told('li', 'propose-revocation', { reason: '退款义务人有误' });
  signAll();
  told('sun', 'reopen', { reason: '退款义务人有误' });
  expect(state()).toMatchObject({ status: 'investigating', milestones: { served_on: null } });
  expect(name({ resident_id: NUMBER })).toBe('done');
  told('li', 'substantiate', { reason: '属实' });
  told('li', 'fix-amount', { total_fen: 500_000, ground: '核对流水' });
  expect(signAll()).toBe(SIGNED);
  expect(told('li', 'notify')).toBe('done');
});

test('whoever was told, was replaced and is named back before the approval has been told, and what they said is theirs', () => {
  propose();
  hearWhoOwes();
  const heard = state()?.milestones;
  expect(name(OTHER)).toBe('done');
  expect(told('yi', 'approve')).toBe('new-debtor-unheard');
  expect(name({ resident_id: NUMBER })).toBe('done');
  expect(state()?.milestones).toEqual(heard);
  expect(signAll()).toBe(SIGNED);
  expect(state()).toMatchObject({ status: 'approved', debtor: { name: '李桂芬', resident_id: NUMBER } });
});

test('what was told to the one who is named back binds: more than that is told anew', () => {
  propose();
  hearWhoOwes();
  name(OTHER);
  name({ resident_id: NUMBER });
  told('li', 'fix-amount', { total_fen: 600_100, ground: '又查明一笔' });
  expect(told('yi', 'approve')).toBe('told-less');
});
