import { randomUUID } from 'node:crypto';
import { importStatement } from '../../../casework/bank/import-statement.ts';
import { listStatementLines } from '../../../casework/reads/money/statement-lines.ts';
import { remindInWriting } from '../../support/written-reminder.ts';
import type { Doors } from './doors.ts';

/** What is refused while a debt is dunned, paid back and corrected. */
export async function playDebts(doors: Doors): Promise<void> {
  const caseId = doors.served(doors.fresh(), '2025-01-10');
  const by = (user: string) => [user, caseId] as const;
  const owed = doors.state(caseId).money.outstanding_fen;
  const plan = [
    { due_on: '2026-12-01', amount_fen: 1 },
    { due_on: '2026-12-01', amount_fen: owed - 1 },
  ];
  const typed = plan.map(({ due_on, amount_fen }) => `${due_on}:${(amount_fen / 100).toFixed(2)}`).join(',');
  await doors.move('plan-out-of-order', by('zhangmin'), 'plan-instalments', { plan }, [
    ...['instalment', '--plan', typed],
  ]);
  await doors.move('nothing-to-confirm', by('chenjing'), 'confirm-receipt', { entry_id: 'E1' }, [
    ...['confirm-receipt', '--entry', 'E1'],
  ]);
  doors.act('zhangmin', caseId, 'overdue', { on: '2025-03-01' });
  doors.act('zhangmin', caseId, 'remind', { on: '2025-03-03' });
  await doors.move('reminder-unserved', by('chenjing'), 'enforce', { court: '法院' }, [
    ...['enforce', '--court', '法院'],
  ]);
  remindInWriting(doors.desk, { user: 'zhangmin', case_id: caseId, on: '2025-03-03' });
  for (const [code, on] of [
    ['too-early', '2025-03-05'],
    ['too-late', '2026-06-01'],
  ] as const) {
    await doors.move(code, by('chenjing'), 'enforce', { court: '法院', on }, [
      ...['enforce', '--court', '法院', '--on', on],
    ]);
  }
  doors.act('heqin', caseId, 'receipt', { amount_fen: 100 });
  await doors.move('no-such-entry', by('heqin'), 'reverse', { entry_id: 'E0', reason: '记错' }, [
    ...['reverse', '--entry', 'E0', '--reason', '记错'],
  ]);
  doors.act('zhangmin', caseId, 'propose-write-off', { reason: '无遗产' });
  for (const signer of ['lina', 'zhouqiang', 'wuping', 'zhouju']) doors.act(signer, caseId, 'approve');
  const entry = doors.state(caseId).entries.find(({ kind }) => kind === 'write-off')?.entry_id ?? '';
  await doors.move('signed-entry', by('heqin'), 'reverse', { entry_id: entry, reason: '有遗产' }, [
    ...['reverse', '--entry', entry, '--reason', '有遗产'],
  ]);
  const dead = doors.approved(doors.fresh({ rule: 'deceased/paid-after-death' }));
  const later = { amount_fen: 100, against: 'later-benefits' };
  await doors.move('no-later-benefits', ['heqin', dead], 'offset', later, [
    ...['offset', '--amount-fen', '100', '--against', 'later-benefits'],
  ]);
  const aside = doors.approved(doors.fresh());
  doors.act('chenjing', aside, 'refer', { office: '公安机关', reason: '涉嫌诈骗' });
  const due = doors.state(aside).money.outstanding_fen;
  doors.act('heqin', aside, 'receipt', { amount_fen: due + 100, surplus: 'due-back' });
  await doors.move(
    'more-than-refund-due',
    ['zhangmin', aside],
    'propose-refund',
    { ...REFUND, amount_fen: 200 },
    [...['refund', '--amount', '2.00', '--reason', REFUND.reason]],
  );
  await doors.move('no-chain', ['zhangmin', aside], 'propose-refund', REFUND, [
    ...['refund', '--reason', REFUND.reason],
  ]);
  await doors.move('no-refund-to-pay', ['heqin', aside], 'pay-refund', {}, ['pay-refund']);
  const settled = doors.approved(doors.fresh());
  doors.act('chenjing', settled, 'refer', { office: '公安机关', reason: '涉嫌诈骗' });
  doors.act('heqin', settled, 'receipt', { amount_fen: doors.state(settled).money.outstanding_fen });
  await doors.move('nothing-outstanding', ['zhangmin', settled], 'propose-write-off', { reason: '无遗产' }, [
    ...['write-off', '--reason', '无遗产'],
  ]);
}

const REFUND = { reason: '多收' };

/** What is refused of the lines of a bank statement. */
export async function playLines(doors: Doors): Promise<void> {
  const { ledger, office } = doors.desk;
  const lines = [100, 200, 300].map((amount_fen, place) => ({
    ...{ row: place + 2, serial: `S${place}`, booked_on: '2026-11-02', amount_fen },
    ...{ payer: '测试付款人', payer_account: null, remark: '' },
  }));
  importStatement(
    ledger,
    office,
    { user: 'heqin', via: 'test' },
    { statement_id: 'S', file: 's.csv', lines },
  );
  const lineOf = (fen: number) =>
    listStatementLines(ledger, 'open').find(({ amount_fen }) => amount_fen === fen)?.line_id ?? '';
  const [used, cut, waiting] = [lineOf(100), lineOf(200), lineOf(300)];
  const caseId = doors.approved(doors.fresh());
  const enter = (line: string) =>
    doors.byWeb('heqin', 'post', `/api/recovery/lines/${line}/enter`, { key: randomUUID(), case_id: caseId });
  const confirm = (line: string) => ['receipts', 'confirm', line, '--case', caseId, '--as', 'heqin'];
  const split = (line: string, ...fen: number[]) =>
    doors.byWeb('heqin', 'post', `/api/recovery/lines/${line}/split`, {
      key: randomUUID(),
      parts: fen.map((amount_fen) => ({ case_id: caseId, amount_fen })),
    });
  const typed = (line: string, ...yuan: string[]) => [
    ...['receipts', 'split', line, '--part', ...yuan.map((part) => `${caseId}=${part}`), '--as', 'heqin'],
  ];
  await doors.move(
    'line-amount-differs',
    ['heqin', caseId],
    'receipt',
    { amount_fen: 1, bank_line_id: used },
    [...['receipt', '--amount-fen', '1', '--line', used]],
  );
  doors.act('heqin', caseId, 'receipt', { amount_fen: 100, bank_line_id: used, on: '2026-11-02' });
  await doors.same('line-already-used', enter(used), confirm(used));
  await doors.same('unknown-line', enter('B0'), confirm('B0'));
  await doors.same('parts-differ', split(waiting, 100, 100), typed(waiting, '1.00', '1.00'));
  await doors.same('too-few-parts', split(waiting, 300), typed(waiting, '3.00'));
  await doors.ask('heqin', 'post', `/api/recovery/lines/${cut}/split`, {
    key: randomUUID(),
    parts: [150, 50].map((amount_fen) => ({ case_id: caseId, amount_fen })),
  });
  await doors.same('line-split', enter(cut), confirm(cut));
}
