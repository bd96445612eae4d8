import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStreams } from '../../storage/ledger/journal.ts';
import { grant, openSampleOffice, type SampleOffice } from '../../tests/support/sample-office.ts';
import { listUsers, loadUser } from '../reads/users/users.ts';
import { addUser, changeGrants, disableUser } from './manage-users.ts';
import { login, setPassword, unlockUser } from './passwords.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const admin = { user: 'admin', via: 'test' };
const PASSWORD = '山高月小水落石出十字';

function set(userId: string, password: string, asker: { user: string | null; via: string } = admin) {
  return setPassword(sample.ledger, sample.office, asker, userId, password);
}

function enter(userId: string, password: string) {
  return login(sample.ledger, sample.office, 'web', userId, password, '');
}

function add(user_id: string, grants: ReturnType<typeof grant>[], asker = admin) {
  return addUser(sample.ledger, sample.office, asker, { user_id, display_name: user_id, grants });
}

test('there is no default password: a user without one cannot log in', () => {
  for (const guess of ['', 'li', 'admin', '123456']) expect(enter('li', guess).ok).toBe(false);
});

test('the right password opens, a wrong one and an unknown name get one answer', () => {
  expect(set('li', PASSWORD)).toBeNull();
  expect(enter('li', PASSWORD)).toMatchObject({ ok: true, user: { user_id: 'li' } });
  const wrong = enter('li', `${PASSWORD}x`);
  const unknown = enter('nobody', PASSWORD);
  expect(wrong).toEqual(unknown);
});

test('whatever is wrong gets one answer, and wrong passwords shut nobody out', () => {
  set('li', PASSWORD);
  for (let n = 0; n < 20; n += 1) expect(enter('li', 'wrong')).toEqual(enter('nobody', 'wrong'));
  expect(enter('li', PASSWORD).ok).toBe(true);
});

test('an administrator lets somebody who waits try again, nobody else does', () => {
  set('li', PASSWORD);
  expect(unlockUser(sample.ledger, sample.office, { user: 'sun', via: 'test' }, 'li')?.code).toBe(
    'administrators-only',
  );
  expect(unlockUser(sample.ledger, sample.office, admin, 'li')).toBeNull();
});

test('short passwords and the user’s own name are refused', () => {
  expect(set('li', '短')?.code).toBe('weak-password');
  add('investigator', [grant('investigator')]);
  expect(set('investigator', 'Investigator')?.code).toBe('weak-password');
});

test('a user name is like no other on any screen, and no path', () => {
  for (const name of ['LINA', 'lina\u200b', 'li\nna', '../x', '李娜', '', 'x']) {
    expect(add(name, [grant('investigator')]), name).toMatchObject({ refusal: { code: 'user-name-unfit' } });
  }
  const shown = { user_id: 'lina', display_name: '李\u200b', grants: [grant('investigator')] };
  expect(addUser(sample.ledger, sample.office, admin, shown)).toMatchObject({
    refusal: { code: 'display-name-unfit' },
  });
});

test('people change their own password, and no one else’s', () => {
  expect(set('li', PASSWORD, { user: 'li', via: 'web' })).toBeNull();
  expect(set('li', PASSWORD, { user: 'hu', via: 'web' })?.code).toBe('administrators-only');
});

test('neither a password nor its hash stands in the journal', () => {
  set('li', PASSWORD);
  const journal = JSON.stringify([...readStreams(sample.ledger, ['user', 'access'])]);
  expect(journal).toContain('PasswordSet');
  expect(journal).not.toContain(PASSWORD);
  const { hash } =
    sample.ledger.db.prepare(`select hex(hash) as hash from credential where user_id = 'li'`).get() ?? {};
  expect(journal.toUpperCase()).not.toContain(String(hash));
});

test('an administrator holds no other role, and only administrators give roles', () => {
  expect(add('xu', [grant('administrator'), grant('approver')])).toMatchObject({
    refusal: { code: 'administrator-apart' },
  });
  expect(add('xu', [grant('clerk')])).toMatchObject({ refusal: { code: 'clerk-needs-township' } });
  expect(add('xu', [grant('manager')], { user: 'sun', via: 'test' })).toMatchObject({
    refusal: { code: 'administrators-only' },
  });
});

test('a transfer of post takes the old rights away, and the last administrator stays', () => {
  changeGrants(sample.ledger, sample.office, admin, 'li', [grant('cashier')], '调岗');
  expect(loadUser(sample.ledger, 'li')?.grants.map((one) => one.role)).toEqual(['cashier']);
  expect(disableUser(sample.ledger, sample.office, admin, 'admin', '离职')).toMatchObject({
    refusal: { code: 'last-administrator' },
  });
  expect(listUsers(sample.ledger).filter((user) => user.is_disabled)).toEqual([]);
});

test('a disabled user does nothing, by any door', () => {
  set('li', PASSWORD);
  disableUser(sample.ledger, sample.office, admin, 'li', '离职');
  expect(enter('li', PASSWORD).ok).toBe(false);
  expect(sample.act('li', 'C00000001', 'note', { text: '?' })).toMatchObject({
    refusal: { code: 'user-disabled' },
  });
});
