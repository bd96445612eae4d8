import { afterEach, beforeEach, expect, test } from 'vitest';
import { grant, openSampleOffice, type SampleOffice } from '../../tests/support/sample-office.ts';
import { mustChangePassword } from '../reads/users/logins.ts';
import { loadUser } from '../reads/users/users.ts';
import { addUser } from './manage-users.ts';
import { login, setPassword } from './passwords.ts';
import { approveGrants, proposedGrants } from './propose-grants.ts';
import { proposedReset } from './proposed-resets.ts';
import { resetPassword } from './reset-password.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const admin = { user: 'admin', via: 'test' };
const second = { user: 'gong', via: 'test' };
const [FIRST, NEW] = ['山高月小水落石出十字', '清风徐来水波不兴又十字'];

function addSecond(): void {
  const added = { user_id: 'gong', display_name: '龚管', grants: [grant('administrator')] };
  if (!addUser(sample.ledger, sample.office, admin, added).ok) throw new Error('not added');
}

const reset = (asker = admin, userId = 'li') =>
  resetPassword(sample.ledger, sample.office, asker, userId, NEW);
const enter = (password: string) => login(sample.ledger, sample.office, 'web', 'li', password, '').ok;

test('a password is given anew by a second administrator, never by the one who asked for it', () => {
  setPassword(sample.ledger, sample.office, admin, 'li', FIRST);
  addSecond();
  expect(setPassword(sample.ledger, sample.office, admin, 'li', NEW)?.code).toBe(
    'second-administrator-agrees',
  );
  expect(reset()).toEqual({ set: false });
  expect(reset()).toMatchObject({ code: 'reset-already-proposed' });
  expect([enter(FIRST), enter(NEW)]).toEqual([true, false]);
  expect(reset(second)).toEqual({ set: true });
  expect([enter(FIRST), enter(NEW), mustChangePassword(sample.ledger, 'li')]).toEqual([false, true, true]);
  expect(proposedReset(sample.ledger, sample.office, 'li')).toBeNull();
  expect(reset(second)).toEqual({ set: false });
});

test('what was asked for is forgotten after three days', () => {
  setPassword(sample.ledger, sample.office, admin, 'li', FIRST);
  addSecond();
  reset();
  sample.clock.at = '2022-10-14T01:00:00.000Z';
  expect(reset(second)).toEqual({ set: false });
  expect(enter(NEW)).toBe(false);
});

test('nobody but an administrator asks for it, and a single administrator does it alone', () => {
  setPassword(sample.ledger, sample.office, admin, 'li', FIRST);
  expect(reset({ user: 'hu', via: 'test' })).toMatchObject({ code: 'administrators-only' });
  expect(reset()).toEqual({ set: true });
  addSecond();
  expect(reset({ user: 'hu', via: 'test' })).toMatchObject({ code: 'administrators-only' });
  expect(setPassword(sample.ledger, sample.office, { user: 'li', via: 'test' }, 'li', FIRST)).toBeNull();
});

test('with two administrators a new user has no role before the other one agrees', () => {
  addSecond();
  const added = { user_id: 'xin', display_name: '新来', grants: [grant('approver', { level: 4 })] };
  expect(addUser(sample.ledger, sample.office, admin, added)).toMatchObject({
    ok: true,
    user: { grants: [] },
  });
  const { seq = 0 } = proposedGrants(sample.ledger, 'xin') ?? {};
  expect(approveGrants(sample.ledger, sample.office, admin, 'xin', seq)).toMatchObject({ ok: false });
  expect(approveGrants(sample.ledger, sample.office, second, 'xin', seq).ok).toBe(true);
  expect(loadUser(sample.ledger, 'xin')?.grants).toEqual([grant('approver', { level: 4 })]);
});
