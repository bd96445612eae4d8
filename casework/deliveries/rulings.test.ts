import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice } from '../../tests/support/sample-office.ts';
import { commandLineDoor } from '../command-line/person.ts';
import { loadUser } from '../reads/users/users.ts';
import { listRulings, revokeRuling, ruleOnDelivery } from './rulings.ts';

const PAIR = { hash: 'a'.repeat(64), by_hash: 'b'.repeat(64) };

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

test('which of two files counts is the last that somebody said of the pair, until it is taken back', () => {
  const { ledger, office } = sample;
  ruleOnDelivery(ledger, office, by('li'), { ...PAIR, verdict: 'replaces', reason: '更正件' });
  ruleOnDelivery(ledger, office, by('sun'), { ...PAIR, verdict: 'beside', reason: '两个片区' });
  expect(listRulings(ledger)).toEqual([{ ...PAIR, verdict: 'beside' }]);
  const event = revokeRuling(ledger, office, by('li'), { ...PAIR, reason: '看错' });
  expect(event).toMatchObject({ type: 'DeliveryRulingRevoked', actor: 'li', payload: { reason: '看错' } });
  expect(listRulings(ledger)).toEqual([]);
});

test('whoever may not rule is told so before anything else, and what was never ruled cannot be taken back', () => {
  const { ledger, office } = sample;
  const given = { ...PAIR, reason: '' };
  expect(() => revokeRuling(ledger, office, by('ma'), given)).toThrow(
    expect.objectContaining({ code: 'ruling-not-entitled' }),
  );
  expect(() => revokeRuling(ledger, office, by('li'), given)).toThrow(
    expect.objectContaining({ code: 'ruling-unknown' }),
  );
});
