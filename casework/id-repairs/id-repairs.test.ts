import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice } from '../../tests/support/sample-office.ts';
import { commandLineDoor } from '../command-line/person.ts';
import { loadUser } from '../reads/users/users.ts';
import { confirmIdRepair, listIdRepairs, revokeIdRepair } from './id-repairs.ts';

const DAMAGED = { damaged: '53252619500101991', name: '李桂芬' };
const VALID = '532526195001019918';

let sample: SampleOffice;

beforeEach(() => {
  sample = openSampleOffice();
});

afterEach(() => sample.close());

function by(userId: string) {
  const user = loadUser(sample.ledger, userId);
  if (!user) throw new Error(`no user ${userId}`);
  return { user, via: commandLineDoor() };
}

test('a number that a person confirmed is remembered, and forgotten when it is taken back', () => {
  confirmIdRepair(sample.ledger, sample.office, by('li'), {
    ...DAMAGED,
    resident_id: VALID,
    reason: '户口簿',
  });
  expect(listIdRepairs(sample.ledger)).toEqual([{ ...DAMAGED, resident_id: VALID }]);
  revokeIdRepair(sample.ledger, sample.office, by('sun'), { ...DAMAGED, reason: '同名误认' });
  expect(listIdRepairs(sample.ledger)).toEqual([]);
});

test('a correction to a number that cannot be is refused', () => {
  const wrong = { ...DAMAGED, resident_id: '532526195001019910', reason: '' };
  expect(() => confirmIdRepair(sample.ledger, sample.office, by('li'), wrong)).toThrow(/repair|有效/);
});

test('who keeps the cash or reads the figures confirms no number', () => {
  const decision = { ...DAMAGED, resident_id: VALID, reason: '' };
  for (const user of ['chen', 'ma', 'shen', 'admin']) {
    expect(() => confirmIdRepair(sample.ledger, sample.office, by(user), decision)).toThrow(/稽核/);
  }
});

test('what nobody confirmed cannot be taken back', () => {
  expect(() => revokeIdRepair(sample.ledger, sample.office, by('li'), { ...DAMAGED, reason: '' })).toThrow(
    /不能撤回/,
  );
});
