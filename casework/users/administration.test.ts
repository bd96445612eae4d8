import { afterEach, beforeEach, expect, test } from 'vitest';
import { grant, openSampleOffice, type SampleOffice } from '../../tests/support/sample-office.ts';
import { loadActs, refuseWithoutRight, standingsOf } from '../acts/who-may.ts';
import type { Office } from '../office.ts';
import { loadUser } from '../reads/users/users.ts';
import type { Role } from '../roles.ts';
import { addUser, changeGrants, disableUser } from './manage-users.ts';
import { setPassword } from './passwords.ts';
import { approveGrants, changeOrPropose, proposedGrants } from './propose-grants.ts';
import { resetPassword } from './reset-password.ts';

let sample: SampleOffice;
let office: Office;
beforeEach(() => {
  sample = openSampleOffice();
  office = { ...sample.office, administration: 'separated' };
});
afterEach(() => sample.close());

const by = (user: string) => ({ user, via: 'test' });
const PASSWORD = '山高月小水落石出十字';

const add = (asker: string, user_id: string, role: Role, more: Partial<ReturnType<typeof grant>> = {}) =>
  addUser(sample.ledger, office, by(asker), { user_id, display_name: user_id, grants: [grant(role, more)] });
const rolesOf = (userId: string) => loadUser(sample.ledger, userId)?.grants.map(({ role }) => role);
const agree = (asker: string, userId: string) =>
  approveGrants(sample.ledger, office, by(asker), userId, proposedGrants(sample.ledger, userId)?.seq ?? 0);

test('the system administrator makes the first administrator of security, and gives no other role', () => {
  expect(add('admin', 'xin', 'approver', { level: 4 })).toMatchObject({
    refusal: { code: 'security-administrator-grants' },
  });
  expect(add('admin', 'an', 'security-administrator')).toMatchObject({ ok: true });
  expect(rolesOf('an')).toEqual(['security-administrator']);
  expect(add('admin', 'xin', 'approver', { level: 4 })).toMatchObject({ ok: true });
  expect(rolesOf('xin')).toEqual([]);
  expect(add('admin', 'gong', 'administrator')).toMatchObject({ ok: true });
  expect(agree('an', 'gong').ok).toBe(true);
  // two of the system are not one of security
  expect(agree('gong', 'xin')).toMatchObject({ refusal: { code: 'security-administrator-grants' } });
  expect(agree('an', 'xin').ok).toBe(true);
  expect(rolesOf('xin')).toEqual(['approver']);
  expect(changeGrants(sample.ledger, office, by('admin'), 'xin', [grant('cashier')], '轮岗').ok).toBe(false);
});

test('nobody holds two of the three, or one beside other work', () => {
  for (const role of ['administrator', 'security-administrator', 'audit-administrator'] as const) {
    const grants = [grant(role), grant('investigator')];
    const both = { user_id: 'shuang', display_name: '双', grants };
    expect(addUser(sample.ledger, office, by('admin'), both)).toMatchObject({
      refusal: { code: 'administrator-apart' },
    });
  }
  add('admin', 'an', 'security-administrator');
  const outcome = changeOrPropose(
    sample.ledger,
    office,
    by('admin'),
    'an',
    [grant('security-administrator'), grant('audit-administrator')],
    '兼任',
  );
  expect(outcome).toMatchObject({ code: 'administrator-apart' });
});

test('a password with which one could sign in in somebody’s name is given with the administrator of security', () => {
  setPassword(sample.ledger, office, by('yi'), 'yi', PASSWORD);
  add('admin', 'an', 'security-administrator');
  add('admin', 'gong', 'administrator');
  agree('an', 'gong');
  const reset = (asker: string) =>
    resetPassword(sample.ledger, office, by(asker), 'yi', '清风徐来水波不兴又十字');
  expect(reset('admin')).toEqual({ set: false });
  expect(reset('gong')).toMatchObject({ code: 'reset-already-proposed' });
  expect(reset('an')).toEqual({ set: true });
  // whichever of the two asks first
  expect([reset('an'), reset('an'), reset('admin')]).toMatchObject([
    { set: false },
    { code: 'reset-already-proposed' },
    { set: true },
  ]);
});

test('each of the three asks for what is theirs and is refused what is another’s', () => {
  const acts = loadActs();
  const has = (role: Role, act: string, of: Office) => {
    const user = {
      user_id: 'x',
      display_name: 'x',
      grants: [grant(role)],
      delegations: [],
      is_disabled: false,
    };
    return (
      refuseWithoutRight(acts.get(act), standingsOf({ ledger: sample.ledger, office: of }, user)) === null
    );
  };
  const ACTS = ['users.add', 'users.approve-grants', 'audit.list', 'audit.export', 'case.read'];
  const held = (role: Role, of = office) => ACTS.filter((act) => has(role, act, of));
  expect(held('administrator')).toEqual(['users.add']);
  expect(held('security-administrator')).toEqual(['users.approve-grants']);
  expect(held('audit-administrator')).toEqual(['audit.list', 'audit.export']);
  expect(held('administrator', sample.office)).toEqual(['users.add', 'users.approve-grants', 'audit.list']);
});

test('the last of security stays, and an office that keeps nobody apart gives neither role', () => {
  add('admin', 'an', 'security-administrator');
  expect(disableUser(sample.ledger, office, by('admin'), 'an', '调离')).toMatchObject({
    refusal: { code: 'last-administrator' },
  });
  const joined = { user_id: 'jilu', display_name: '记录', grants: [grant('audit-administrator')] };
  expect(addUser(sample.ledger, sample.office, by('admin'), joined)).toMatchObject({
    refusal: { code: 'administration-joined' },
  });
});
