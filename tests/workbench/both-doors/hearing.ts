import { randomUUID } from 'node:crypto';
import { businessDay } from '../../../casework/business-day.ts';
import { issueDocument } from '../../../casework/documents/register.ts';
import { serveDocument } from '../../../casework/documents/serve-document.ts';
import { findKind } from '../../../reports/notices/kinds.ts';
import type { Doors } from './doors.ts';

const SAID = '该款已用于办理丧事';

/** What is refused before somebody could speak. */
export async function playHearing(doors: Doors): Promise<void> {
  const caseId = doors.substantiated(doors.fresh());
  const { claimed_fen } = doors.state(caseId).money;
  doors.act('zhangmin', caseId, 'fix-amount', { total_fen: claimed_fen - 1, ground: '先告知这些' });
  const signer = ['lina', caseId] as const;
  doors.settle({ prior_notice: 'required' });
  const { office } = doors.desk;
  office.prior_notice = 'required';
  await doors.move('prior-notice-required', signer, 'approve', {}, ['approve']);
  doors.settle({});
  office.prior_notice = 'where-given';
  const number = issue(doors, 'zhangmin', caseId, 'prior-notice');
  await doors.move('prior-notice-unserved', signer, 'approve', {}, ['approve']);
  const input = { servers: ['张敏', '刘洋'], receiver: '本人' };
  const asked = { user: 'zhangmin', via: 'test', case_id: caseId, document_number: number, input };
  const refusal = serveDocument(doors.desk.ledger, office, asked);
  if (refusal !== null) throw new Error(refusal.en);
  await doors.move('hearing-open', signer, 'approve', {}, ['approve']);
  const alone = { takers: ['张敏', '张敏'], said: SAID };
  await doors.move('two-takers', ['zhangmin', caseId], 'take-statement', alone, [
    ...['statement', '--takers', '张敏,张敏', '--said', SAID],
  ]);
  doors.act('zhangmin', caseId, 'name-debtor', { name: '王小明', relation: '之子' });
  await doors.move('new-debtor-unheard', signer, 'approve', {}, ['approve']);
  doors.act('zhangmin', caseId, 'name-debtor', { name: doors.state(caseId).person.name, relation: 'self' });
  doors.act('zhangmin', caseId, 'hear');
  const ofDead = doors.fresh({ rule: 'deceased/paid-after-death' });
  doors.act('chenjing', ofDead, 'assign', { assignee: 'zhangmin' });
  const unsaid = { takers: ['张敏', '刘洋'], said: SAID };
  await doors.move('speaker-required', ['zhangmin', ofDead], 'take-statement', unsaid, [
    ...['statement', '--takers', '张敏,刘洋', '--said', SAID],
  ]);
  doors.act('zhangmin', caseId, 'take-statement', {
    ...{ takers: ['张敏', '刘洋'], said: SAID, response: '不影响认定', ending: 'done' },
  });
  doors.act('zhangmin', caseId, 'fix-amount');
  await doors.move('told-less', signer, 'approve', {}, ['approve']);
}

/** What is refused of receipts for money. */
export async function playReceiptPapers(doors: Doors): Promise<void> {
  const caseId = doors.served(doors.fresh(), '2025-01-10');
  const body = () => ({ key: randomUUID(), expected_last_seq: 0, kind: 'money-receipt' });
  const byWeb = () => doors.byWeb('heqin', 'post', `/api/notices/${caseId}/issue`, body());
  const typed = ['notice', 'issue', caseId, '--kind', 'money-receipt', '--as', 'heqin'];
  await doors.same('no-entry-to-tell', byWeb(), typed);
  doors.act('heqin', caseId, 'receipt', { amount_fen: 100 });
  doors.act('heqin', caseId, 'receipt', { amount_fen: 200 });
  await doors.same('which-entry', byWeb(), typed);
  const entry_id = doors.state(caseId).entries[0]?.entry_id ?? '';
  const early = { ...body(), about: entry_id, on: '2026-01-05' };
  await doors.same('paper-before-told', doors.byWeb('heqin', 'post', `/api/notices/${caseId}/issue`, early), [
    ...typed,
    '--entry',
    entry_id,
    '--on',
    early.on,
  ]);
  issue(doors, 'heqin', caseId, 'money-receipt', entry_id);
  await doors.move('receipt-paper-stands', ['heqin', caseId], 'reverse', { entry_id, reason: '记错案件' }, [
    ...['reverse', '--entry', entry_id, '--reason', '记错案件'],
  ]);
}

function issue(doors: Doors, user: string, case_id: string, name: string, about?: string): string {
  const { ledger, office } = doors.desk;
  const kind = findKind(name);
  const issued = issueDocument(ledger, office, {
    ...{ key: randomUUID(), user, via: 'test', case_id, about },
    ...{ kind: { ...kind, series: kind.series ?? '' }, on: businessDay(office.now()) },
  });
  if (!issued.ok) throw new Error(issued.refusal.en);
  return issued.document.document_number;
}

/** What is refused of money that the fund owes a person. */
export async function playBackPayments(doors: Doors): Promise<void> {
  const input = { reason: '核对发放凭证' };
  const typed = ['back-payment', '--reason', input.reason];
  const claimed = doors.substantiated(doors.fresh());
  const none = ['zhangmin', claimed] as const;
  await doors.move('nothing-to-make-good', none, 'propose-back-payment', input, typed);
  const caseId = doors.substantiated(doors.fresh({ rule: 'certification/arrears-due', least: 0, most: 0 }));
  const by = ['zhangmin', caseId] as const;
  await doors.move('nothing-signed-to-pay', ['heqin', caseId], 'pay-back', {}, ['pay-back']);
  const evidence = '本人签收单';
  await doors.move('nothing-paid-to-person', by, 'acknowledge-back-payment', { evidence }, [
    ...['acknowledge-back-payment', '--evidence', evidence],
  ]);
  const much = { ...input, amount_fen: 90_000_000 };
  await doors.move('more-than-owed', by, 'propose-back-payment', much, [
    ...[...typed, '--amount', '900000.00'],
  ]);
  const grant = doors.fresh({ rule: 'funeral-grant/never-paid', least: 0, most: 0 });
  doors.act('chenjing', grant, 'assign', { assignee: 'zhangmin' });
  doors.act('zhangmin', grant, 'substantiate', input);
  const dead = ['zhangmin', grant] as const;
  await doors.move('payee-required', dead, 'propose-back-payment', input, typed);
  const payee = { ...input, payee: '王继承' };
  const named = [...typed, '--payee', payee.payee];
  await doors.move('payee-relation-required', dead, 'propose-back-payment', payee, named);
  const son = { ...payee, payee_relation: '之子', payee_id: '532526197001019' };
  await doors.move('payee-number-wrong', dead, 'propose-back-payment', son, [
    ...[...named, '--payee-relation', son.payee_relation, '--payee-id', son.payee_id],
  ]);
}
