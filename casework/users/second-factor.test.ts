import { TOTP } from 'otpauth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { grant, openSampleOffice, type SampleOffice } from '../../tests/support/sample-office.ts';
import { checkProjections } from '../reads/proof/check-projections.ts';
import { factorOf } from '../reads/users/second-factors.ts';
import { loadUser } from '../reads/users/users.ts';
import { addUser } from './manage-users.ts';
import { login, setPassword } from './passwords.ts';
import { resetSecondFactor } from './reset-password.ts';
import { newSecret, setSecondFactor, stepOf, wantsSecondFactor } from './second-factor.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
  setPassword(sample.ledger, sample.office, { user: 'yi', via: 'test' }, 'yi', PASSWORD);
});
afterEach(() => sample.close());

const PASSWORD = '山高月小水落石出十字';
const SECRET = new TextEncoder().encode('12345678901234567890');
const yi = { user: 'yi', via: 'test' };

const enter = (code: string, password = PASSWORD) =>
  login(sample.ledger, sample.office, 'web', 'yi', password, code).ok;

function telephone(): (secondsFromNow?: number) => string {
  const user = loadUser(sample.ledger, 'yi');
  if (user === null) throw new Error('nobody');
  const { secret, text } = newSecret(user, '核对');
  const totp = new TOTP({ secret: text });
  const shows = (seconds = 0) => totp.generate({ timestamp: Date.parse(sample.clock.at) + seconds * 1000 });
  expect(setSecondFactor(sample.ledger, sample.office, yi, secret, '000000')).toMatchObject({
    code: 'code-wrong',
  });
  expect(setSecondFactor(sample.ledger, sample.office, yi, secret, shows())).toHaveLength(10);
  return shows;
}

const later = (seconds: number) => {
  sample.clock.at = new Date(Date.parse(sample.clock.at) + seconds * 1000).toISOString();
};

test('a code of the telephone opens once, and the password alone opens nothing any more', () => {
  const shows = telephone();
  // the code by which the telephone was proved is used up
  expect([enter(''), enter(shows())]).toEqual([false, false]);
  later(30);
  expect([enter(shows(), 'wrong'), enter(shows()), enter(shows())]).toEqual([false, true, false]);
});

test('a telephone may be half a minute off, not a minute', () => {
  const shows = telephone();
  later(300);
  expect([enter(shows(-60)), enter(shows(60)), enter(shows(-30)), enter(shows(30))]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  // an older one than the last is as good as used
  expect(enter(shows())).toBe(false);
});

test('the code is the one of RFC 6238', () => {
  // appendix B: at 59 seconds 94287082, of which six digits are asked
  expect(stepOf(SECRET, '287082', '1970-01-01T00:00:59.000Z')).toBe(1);
  expect(stepOf(SECRET, '081804', '2005-03-18T01:58:29.000Z')).toBe(0x23523ec);
});

test('each code of a sheet opens once, whether or not there is a telephone', () => {
  const codes = setSecondFactor(sample.ledger, sample.office, yi, SECRET, null);
  if (!Array.isArray(codes)) throw new Error('refused');
  const [first = '', second = ''] = codes;
  expect(first).toMatch(/^[a-z2-9]{4}(?:-[a-z2-9]{4}){2}$/);
  expect([enter(first), enter(first), enter(second.toUpperCase().replaceAll('-', ' '))]).toEqual([
    true,
    false,
    true,
  ]);
  expect(factorOf(sample.ledger, 'yi')).toEqual({ kind: 'codes', codes_left: 8 });
});

test('who must have one is said by role, and who signs in an approver’s name is asked too', () => {
  const office = { ...sample.office, second_factor: ['approver', 'administrator'] as const };
  const asks = (id: string) => {
    const user = loadUser(sample.ledger, id);
    return user !== null && wantsSecondFactor({ ledger: sample.ledger, office }, user);
  };
  expect(['admin', 'yi', 'li', 'shen'].map(asks)).toEqual([true, true, false, false]);
});

test('the ledger proves second factors: none can be slipped in, exchanged, or used anew', () => {
  setSecondFactor(sample.ledger, sample.office, yi, SECRET, null);
  const codes = setSecondFactor(sample.ledger, sample.office, yi, SECRET, null);
  if (!Array.isArray(codes)) throw new Error('refused');
  enter(codes[0] ?? '');
  const found = () =>
    checkProjections(sample.ledger).map(({ table, key, kind }) => `${table} ${key} ${kind}`);
  expect(found()).toEqual([]);
  const { db } = sample.ledger;
  const tried = (sql: string) => {
    db.exec('begin');
    db.exec(sql);
    const told = found();
    db.exec('rollback');
    return told;
  };
  expect(tried('update one_time_code set is_used = 0')).toEqual(['second_factor yi changed']);
  expect(tried(`update second_factor set secret = x'00'`)).toEqual(['second_factor yi changed']);
  expect(tried('delete from one_time_code; delete from second_factor')).toEqual(['second_factor yi removed']);
  expect(tried(`insert into second_factor values ('li', x'00', x'00', 0)`)).toEqual([
    'second_factor li inserted',
  ]);
});

test('a lost one is taken away by two administrators, and never by whoever has it', () => {
  setSecondFactor(sample.ledger, sample.office, yi, SECRET, null);
  const reset = (user: string, userId = 'yi') =>
    resetSecondFactor(sample.ledger, sample.office, { user, via: 'test' }, userId);
  const added = { user_id: 'gong', display_name: '龚管', grants: [grant('administrator')] };
  expect(addUser(sample.ledger, sample.office, { user: 'admin', via: 'test' }, added).ok).toBe(true);
  expect(reset('li')).toMatchObject({ code: 'administrators-only' });
  expect(reset('admin')).toEqual({ set: false });
  expect(reset('admin')).toMatchObject({ code: 'reset-already-proposed' });
  expect(enter('')).toBe(false);
  expect(reset('gong')).toEqual({ set: true });
  expect(enter('')).toBe(true);
  expect(reset('gong')).toMatchObject({ code: 'no-second-factor' });
  expect(checkProjections(sample.ledger)).toEqual([]);
});
