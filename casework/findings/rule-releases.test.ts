import { afterEach, beforeEach, expect, test } from 'vitest';
import { journalTip } from '../../storage/ledger/journal.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { countFresh } from '../reads/findings/fresh-findings.ts';
import { type HeldFigures, listReleases } from '../reads/findings/rule-releases.ts';
import { loadUser } from '../reads/users/users.ts';
import { heldFigures, releaseRules } from './rule-releases.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const HELD: HeldFigures = {
  rule_id: 'deceased/paid-after-death',
  run: 7,
  as_of: '2022-10-01',
  findings: 90,
  fresh: 68,
};

function release(user_id: string, reason = '名单已核对', held: readonly HeldFigures[] = [HELD]) {
  const user = loadUser(sample.ledger, user_id);
  if (user === null) throw new Error('no such user');
  releaseRules(sample.ledger, sample.office, { user, via: 'test' }, held, reason);
}

test('a supervisor releases a rule, and the ledger keeps who, when, which night and why', () => {
  release('sun');
  expect(listReleases(sample.ledger)).toEqual([
    { ...HELD, reason: '名单已核对', by: 'sun', at: sample.clock.at },
  ]);
});

test('a release given twice for one night is entered once, for the next night anew', () => {
  release('sun');
  const tip = journalTip(sample.ledger);
  release('sun', '再点一次');
  expect(journalTip(sample.ledger)).toEqual(tip);
  release('sun', '次日仍多', [{ ...HELD, run: 8, as_of: '2022-10-02' }]);
  expect(listReleases(sample.ledger).map(({ run }) => run)).toEqual([7, 8]);
});

test.each(['li', 'yi', 'chen', 'ma', 'shen', 'zhen', 'admin'])(
  '%s is no supervisor and releases nothing',
  (user) => {
    expect(() => release(user)).toThrow(expect.objectContaining({ code: 'not-your-role' }));
    expect(listReleases(sample.ledger)).toEqual([]);
  },
);

test('a release without a reason is refused', () => {
  expect(() => release('sun', '  ')).toThrow(expect.objectContaining({ code: 'reason-required' }));
});

test('only what is held can be released, and the refusal says what that is', () => {
  expect(heldFigures([HELD], [HELD.rule_id, HELD.rule_id])).toEqual([HELD]);
  expect(() => heldFigures([HELD], ['account/shared-account'])).toThrow(HELD.rule_id);
});

test('a finding is fresh until it stands in a case, and again after it was withdrawn', () => {
  const [one, other] = [sampleFinding({ person_id: 'p1' }), sampleFinding({ person_id: 'p2' })];
  const fresh = () => countFresh(sample.ledger, [one, other]).get(one.rule_id);
  expect(fresh()).toBe(2);
  sample.run([one, other]);
  expect(fresh()).toBeUndefined();
  sample.run([other], 2);
  expect(fresh()).toBe(1);
});
