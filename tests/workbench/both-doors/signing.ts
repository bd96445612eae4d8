import { randomUUID } from 'node:crypto';
import { appendToCase } from '../../../casework/casebook/append-to-case.ts';
import { inTransaction } from '../../../storage/ledger/transaction.ts';
import type { Doors } from './doors.ts';

const AUTHOR = { actor: 'nightly', on_behalf_of: null, via: 'test', at: '2026-11-01T00:00:00.000Z' };

/** What is refused while an amount is fixed. */
export async function playAmounts(doors: Doors): Promise<void> {
  const none = doors.substantiated(doors.fresh({ rule: 'identity/', least: 0, most: 0 }));
  await doors.move('nothing-claimed', ['zhangmin', none], 'fix-amount', {}, ['amount']);
  await doors.move('no-amount', ['heqin', none], 'receipt', { amount_fen: 100 }, [
    ...['receipt', '--amount', '1.00'],
  ]);
  const owed = doors.substantiated(
    doors.fresh({ rule: 'eligibility/amount-below-entitlement', least: 0, most: 0 }),
  );
  await doors.move('owed-to-person', ['zhangmin', owed], 'fix-amount', { total_fen: 100 }, [
    ...['amount', '--amount', '1.00'],
  ]);
  const both = doors.fresh();
  const state = doors.state(both);
  const other = Object.values(doors.state(owed).findings)[0]?.finding;
  if (other === undefined) throw new Error('nothing is owed');
  const finding = { ...other, finding_key: `${other.rule_id}|${state.person.person_id}|again` };
  const { ledger } = doors.desk;
  inTransaction(ledger, () =>
    appendToCase(ledger, AUTHOR, both, state, [
      { type: 'FindingAttached', payload: { finding, run: 1, as_of: '2026-11-01' } },
    ]),
  );
  doors.substantiated(both);
  const beyond = state.money.claimed_fen + 1;
  await doors.move('beyond-funds-part', ['zhangmin', both], 'fix-amount', { total_fen: beyond }, [
    ...['amount', '--amount-fen', String(beyond)],
  ]);
  const whole = doors.substantiated(doors.fresh());
  const claimed = doors.state(whole).money.claimed_fen;
  const adjustments = [{ amount_fen: -claimed, reason: '多算' }];
  const typed = `-${(claimed / 100).toFixed(2)}:多算`;
  await doors.move('amount-not-positive', ['zhangmin', whole], 'fix-amount', { adjustments }, [
    ...['amount', '--adjust', typed],
  ]);
}

/** What is refused while documents wait for signatures. */
export async function playSignatures(doors: Doors): Promise<void> {
  const large = doors.fresh({ least: 500_000, most: 90_000_000 });
  const given = (user: string) => [user, large] as const;
  await doors.move('not-an-investigator', given('chenjing'), 'assign', { assignee: 'heqin' }, [
    ...['assign', '--to', 'heqin'],
  ]);
  await doors.move('no-document', given('lina'), 'approve', {}, ['approve']);
  doors.act('chenjing', large, 'assign', { assignee: 'zhangmin' });
  const cleared = {
    ...{ key: randomUUID(), expected_last_seq: doors.state(large).last_seq },
    ...{ outcome: 'unfounded', reason: '不属实', ground: 'other' },
  };
  const decision = `/api/cases/${large}/decision`;
  await doors.same('not-assigned-to-you', doors.byWeb('liuyang', 'post', decision, cleared), [
    ...['case', 'clear', large, '--reason', '不属实', '--ground', 'other', '--as', 'liuyang'],
  ]);
  await doors.move('invalid-input', given('zhangmin'), 'note', { text: '' }, ['note', '--text', '']);
  doors.nameIfDead(large);
  doors.act('zhangmin', large, 'substantiate', { reason: '属实' });
  doors.act('zhangmin', large, 'fix-amount');
  await doors.move('own-work', given('zhangmin'), 'approve', {}, ['approve']);
  await doors.move('not-your-step', given('heqin'), 'approve', {}, ['approve']);
  await doors.move('reason-too-short', given('lina'), 'reject', { reason: '不对' }, [
    ...['reject', '--reason', '不对'],
  ]);
  doors.act('lina', large, 'approve');
  await doors.move('second-step', given('lina'), 'approve', {}, ['approve']);
  const small = doors.approved(doors.fresh());
  await doors.move('same-amount', ['zhangmin', small], 'fix-amount', {}, ['amount']);
  const again = doors.approved(doors.fresh());
  doors.act('zhangmin', again, 'fix-amount', { total_fen: 1_000, ground: '重算' });
  const anew = {
    ...{ key: randomUUID(), expected_last_seq: doors.state(again).last_seq },
    ...{ outcome: 'unfounded', reason: '重算', ground: 'other' },
  };
  await doors.same('amount-in-force', doors.byWeb('zhangmin', 'post', `/api/cases/${again}/decision`, anew), [
    ...['case', 'clear', again, '--reason', '重算', '--ground', 'other', '--as', 'zhangmin'],
  ]);
  doors.act('zhangmin', small, 'propose-revocation', { reason: '有误' });
  await doors.move('document-pending', ['zhangmin', small], 'propose-revocation', { reason: '有误' }, [
    ...['revoke', '--reason', '有误'],
  ]);
}

/** One key stands for one act, whichever door it comes by. */
export async function playKeys(doors: Doors): Promise<void> {
  const caseId = doors.fresh();
  const note = (text: string) => ({ key: 'twice-00000001', move: 'note', input: { text } });
  const path = `/api/cases/${caseId}/moves`;
  await doors.ask('zhangmin', 'post', path, note('来信'));
  await doors.same('key-reused', doors.byWeb('zhangmin', 'post', path, note('来电')), [
    ...['case', 'note', caseId, '--text', '来访', '--key', 'twice-00000001', '--as', 'zhangmin'],
  ]);
}
