import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  grant,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { loadUser } from '../reads/users/users.ts';
import { addUser, changeGrants, disableUser } from './manage-users.ts';
import { approveGrants, proposedGrants, proposeGrants, rejectGrants } from './propose-grants.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const admin = { user: 'admin', via: 'test' };
const second = { user: 'gong', via: 'test' };
const cashier = [grant('cashier')];

function addSecond() {
  const added = addUser(sample.ledger, sample.office, admin, {
    user_id: 'gong',
    display_name: '龚管',
    grants: [grant('administrator')],
  });
  if (!added.ok) throw new Error(added.refusal.en);
}

function propose(asker = admin, userId = 'li', grants = cashier) {
  return proposeGrants(sample.ledger, sample.office, asker, userId, grants, '轮岗');
}

function codeOf(outcome: ReturnType<typeof propose>): string | null {
  return outcome.ok ? null : outcome.refusal.code;
}

test('roles change only when a second administrator agrees to what the first proposed', () => {
  addSecond();
  expect(codeOf(propose())).toBeNull();
  expect(loadUser(sample.ledger, 'li')?.grants).toEqual([grant('investigator')]);
  const { seq = 0 } = proposedGrants(sample.ledger, 'li') ?? {};
  expect(codeOf(approveGrants(sample.ledger, sample.office, admin, 'li', seq))).toBe('own-work');
  expect(codeOf(approveGrants(sample.ledger, sample.office, second, 'li', seq + 1))).toBe(
    'no-grants-proposed',
  );
  expect(codeOf(approveGrants(sample.ledger, sample.office, second, 'li', seq))).toBeNull();
  expect(loadUser(sample.ledger, 'li')?.grants).toEqual(cashier);
  expect(proposedGrants(sample.ledger, 'li')).toBeNull();
  expect(codeOf(approveGrants(sample.ledger, sample.office, second, 'li', seq))).toBe('no-grants-proposed');
});

test('nobody agrees to their own roles, and nobody goes round the second administrator', () => {
  addSecond();
  expect(codeOf(propose(admin, 'gong', cashier))).toBeNull();
  const { seq = 0 } = proposedGrants(sample.ledger, 'gong') ?? {};
  expect(codeOf(approveGrants(sample.ledger, sample.office, second, 'gong', seq))).toBe('own-work');
  expect(codeOf(changeGrants(sample.ledger, sample.office, admin, 'li', cashier, '轮岗'))).toBe(
    'second-administrator-agrees',
  );
  expect(codeOf(propose({ user: 'sun', via: 'test' }))).toBe('administrators-only');
});

test('with one administrator a proposal is refused, because nobody could agree to it', () => {
  expect(codeOf(propose())).toBe('second-administrator-missing');
});

test('a proposal that was turned down changes nothing and makes room for another', () => {
  addSecond();
  propose();
  expect(codeOf(propose(second))).toBe('grants-already-proposed');
  const { seq = 0 } = proposedGrants(sample.ledger, 'li') ?? {};
  expect(codeOf(rejectGrants(sample.ledger, sample.office, second, 'li', seq, ''))).toBe('reason-required');
  expect(codeOf(rejectGrants(sample.ledger, sample.office, second, 'li', seq, '编制未批'))).toBeNull();
  expect(loadUser(sample.ledger, 'li')?.grants).toEqual([grant('investigator')]);
  expect(codeOf(propose(second))).toBeNull();
  expect(codeOf(propose(admin, 'hu', [grant('investigator')]))).toBe('same-grants');
});

test('whoever has cases under investigation hands them over before they are disabled', () => {
  const finding = sampleFinding({ person_id: 'p1' });
  const caseId = sample.caseOf(finding);
  sample.act('sun', caseId, 'assign', { assignee: 'li' });
  const refused = disableUser(sample.ledger, sample.office, admin, 'li', '调离');
  expect(refused).toMatchObject({
    ok: false,
    refusal: { code: 'cases-to-hand-over', zh: 'li 名下还有 1 件在查案件，请先移交，再停用。' },
  });
  sample.act('sun', caseId, 'assign', { assignee: 'hu' });
  expect(disableUser(sample.ledger, sample.office, admin, 'li', '调离').ok).toBe(true);
});
