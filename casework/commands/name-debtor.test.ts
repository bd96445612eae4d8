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
])('%j is answered with %s', (input, code) => {
  expect(name(input)).toBe(code);
});

test('once an amount was approved another debtor needs another decision, and an address may still be learned', () => {
  name({ resident_id: NUMBER });
  sample.act('li', CASE, 'substantiate', { reason: '属实' });
  sample.act('li', CASE, 'fix-amount');
  sample.act('yi', CASE, 'approve');
  expect(name({ name: '李小强', relation: '之子' })).toBe('debtor-decided');
  expect(name({ address: '竹园镇竹园村' })).toBe('done');
  expect(debtor()).toMatchObject({ resident_id: NUMBER, address: '竹园镇竹园村' });
});
