import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { receiveBatch } from '../../../casework/batches/receive-batch.ts';
import { appendToCase } from '../../../casework/casebook/append-to-case.ts';
import { liveFindings } from '../../../casework/main-finding.ts';
import type { RefusalCode } from '../../../casework/refusals.ts';
import { claimOf } from '../../../core/claim.ts';
import { loadLetterhead } from '../../../reports/notices/letterhead.ts';
import { publishPaper } from '../../../reports/notices/publish.ts';
import { inTransaction } from '../../../storage/ledger/transaction.ts';
import type { Doors } from './doors.ts';

/** What is refused of numbered papers, and of leads handed down. */
export async function playPapers(doors: Doors): Promise<void> {
  const caseId = doors.approved(doors.fresh());
  const issue = { key: randomUUID(), expected_last_seq: 0, kind: 'verification', on: '2026-11-02' };
  await doors.same(
    'not-approved-yet',
    doors.byWeb('zhangmin', 'post', `/api/notices/${caseId}/issue`, issue),
    [...['notice', 'issue', caseId, '--kind', 'verification', '--on', issue.on, '--as', 'zhangmin']],
  );
  const makeVoid = (document_number: string, reason: string) =>
    doors.byWeb('chenjing', 'post', `/api/notices/${caseId}/void`, {
      ...{ key: randomUUID(), document_number, reason },
    });
  const typed = (number: string, reason: string) => [
    ...['notice', 'void', caseId, '--number', number, '--reason', reason, '--as', 'chenjing'],
  ];
  await doors.same('unknown-document', makeVoid('无此文号', '误发'), typed('无此文号', '误发'));
  await doors.same('reason-required', makeVoid('无此文号', ' '), typed('无此文号', ' '));
  withdrawFinding(doors, caseId);
  await doors.move('changed-unseen', ['zhangmin', caseId], 'notify', {}, ['notify']);
  doors.act('zhangmin', caseId, 'acknowledge', { note: '已核实，仍应追缴' });
  await doors.move('amount-outdated', ['zhangmin', caseId], 'notify', {}, ['notify']);
  const total_fen = doors.state(caseId).money.assessed_fen;
  doors.act('zhangmin', caseId, 'fix-amount', { total_fen, ground: '名单有误，死亡已入户核实' });
  doors.act('lina', caseId, 'approve');
  doors.act('zhangmin', caseId, 'notify');
  const first = doors.state(caseId).notices[0]?.notice_number ?? '';
  const serve = {
    ...{ key: randomUUID(), expected_last_seq: doors.state(caseId).last_seq, method: 'public-notice' },
    ...{ on: '2026-11-02', servers: ['张敏', '刘洋'] },
  };
  await doors.same(
    'other-ways-first',
    doors.byWeb('zhangmin', 'post', `/api/notices/${caseId}/service`, serve),
    [
      ...['case', 'serve', caseId, '--method', 'public-notice', '--on', serve.on],
      ...['--servers', '张敏,刘洋', '--as', 'zhangmin'],
    ],
  );
  doors.act('chenjing', caseId, 'void-notice', { reason: '地址有误' });
  doors.act('zhangmin', caseId, 'notify');
  await doors.same('not-the-present-notice', makeVoid(first, '误发'), typed(first, '误发'));
}

/** As a night does it, whose lists no longer show what was found. */
function withdrawFinding(doors: Doors, caseId: string): void {
  const [finding_key = ''] = Object.keys(doors.state(caseId).findings);
  const { desk } = doors;
  const author = { actor: 'nightly', on_behalf_of: null, via: 'nightly', at: desk.office.now() };
  const event = { type: 'FindingWithdrawn' as const, payload: { finding_key, run: 99, as_of: '2022-12-31' } };
  inTransaction(desk.ledger, () => appendToCase(desk.ledger, author, caseId, doors.state(caseId), [event]));
}

/** One paper for several cases: a shared notice, and a public one. */
export async function playSharedPapers(doors: Doors): Promise<void> {
  const [first, second] = [doors.approved(doors.fresh()), doors.approved(doors.fresh())] as [string, string];
  const issue = { key: randomUUID(), expected_last_seq: doors.state(first).last_seq, with: [second] };
  await doors.same('notices-apart', doors.byWeb('zhangmin', 'post', `/api/notices/${first}/issue`, issue), [
    ...['notice', 'issue', first, second, '--together', '--as', 'zhangmin'],
  ]);
  for (const caseId of [first, second]) {
    doors.act('zhangmin', caseId, 'notify');
    doors.act('zhangmin', caseId, 'fail-to-serve', {
      ...{ method: 'in-person', reason: '全家外出', servers: ['张敏', '刘洋'], unknown_by: '村委会' },
    });
  }
  const on = doors.state(first).notices[0]?.issued_on ?? '';
  const publish = (place: string) =>
    doors.byWeb('zhangmin', 'post', '/api/notices/publish', {
      ...{ key: randomUUID(), cases: [first, second], on, servers: ['张敏', '刘洋'], place },
    });
  await doors.same('place-required', publish(' '), [
    ...['notice', 'publish', first, second, '--servers', '张敏,刘洋', '--place', ' '],
    ...['--on', on, '--as', 'zhangmin'],
  ]);
  const { ledger, office } = doors.desk;
  const { document } = await publishPaper(
    { ledger, office, by: { user: 'zhangmin', via: 'test' } },
    loadLetterhead(office.home),
    { key: randomUUID(), cases: [first, second], on, servers: ['张敏', '刘洋'], place: '公示栏' },
  );
  const { document_number } = document;
  const makeVoid = { key: randomUUID(), document_number, reason: '误发' };
  await doors.same(
    'public-notice-stands',
    doors.byWeb('chenjing', 'post', `/api/notices/${first}/void`, makeVoid),
    ['notice', 'void', first, '--number', document_number, '--reason', '误发', '--as', 'chenjing'],
  );
}

/** Who owes, and that a paper is written to somebody who can read it and tells what has happened. */
export async function playParties(doors: Doors): Promise<void> {
  const caseId = doors.fresh({ rule: 'deceased/paid-after-death' });
  doors.act('chenjing', caseId, 'assign', { assignee: 'zhangmin' });
  const by = ['zhangmin', caseId] as const;
  const dead = doors.state(caseId).person.resident_id ?? '';
  const named = { name: '王小明', relation: '之子' };
  const typed = ['debtor', '--name', named.name, '--relation', named.relation];
  for (const [code, number] of [
    ['debtor-number-wrong', '532526195002039970'],
    ['debtor-is-beneficiary', dead],
  ] as const) {
    await doors.move(code, by, 'name-debtor', { ...named, resident_id: number }, [
      ...[...typed, '--resident-id', number],
    ]);
  }
  const office = { ...named, is_office: true, resident_id: '91350100M000100Y44' };
  await doors.move('debtor-code-wrong', by, 'name-debtor', office, [
    ...[...typed, '--office', '--resident-id', office.resident_id],
  ]);
  doors.act('zhangmin', caseId, 'substantiate', { reason: '属实' });
  doors.act('zhangmin', caseId, 'fix-amount');
  await doors.move('addressee-dead', ['lina', caseId], 'approve', {}, ['approve']);
  doors.act('zhangmin', caseId, 'name-debtor', { name: '王小红', relation: '之女' });
  doors.act('lina', caseId, 'approve');
  doors.act('zhangmin', caseId, 'notify');
  await doors.move('debtor-decided', by, 'name-debtor', named, typed);
  const other = doors.served(doors.fresh(), '2025-01-10');
  const issue = { key: randomUUID(), expected_last_seq: 0, kind: 'offset-confirmation' };
  await doors.same('paper-not-true', doors.byWeb('zhangmin', 'post', `/api/notices/${other}/issue`, issue), [
    ...['notice', 'issue', other, '--kind', issue.kind, '--as', 'zhangmin'],
  ]);
}

export async function playBatches(doors: Doors): Promise<void> {
  const author = { actor: 'chenjing', on_behalf_of: null, via: 'test', at: '2026-11-01T00:00:00.000Z' };
  receiveBatch(doors.desk.ledger, doors.desk.office, author, {
    ...{ batch_id: 'B1', title: '线索', sender: '上级', received_on: '2026-11-01', reply_due_on: null },
    ...{ file: 'b1.xlsx', file_hash: '0' },
    items: [{ item_number: 1, row: 2, name: '测试甲', resident_id: null, township: null, claimed_fen: null }],
  });
  const move = (batch: string, item: number) =>
    doors.byWeb('chenjing', 'post', `/api/batches/${batch}/items/${item}/moves`, { move: 'review' });
  const typed = (batch: string, item: number) => [
    ...['batch', 'move', batch, String(item), 'review', '--as', 'chenjing'],
  ];
  await doors.same('unknown-batch', move('B0', 1), typed('B0', 1));
  await doors.same('unknown-batch', doors.byWeb('chenjing', 'get', '/api/batches/B0'), [
    ...['batch', 'items', 'B0', '--as', 'chenjing'],
  ]);
  await doors.same('unknown-item', move('B1', 9), typed('B1', 9));
  await doors.same('item-illegal-move', move('B1', 1), typed('B1', 1));
}

/** Nothing is decided on evidence that speaks against it unanswered, or that nobody can read. */
export async function playEvidence(doors: Doors): Promise<void> {
  const caseId = doors.fresh({ rule: 'deceased/certified-after-death', least: 0, most: 0 });
  doors.act('chenjing', caseId, 'assign', { assignee: 'zhangmin' });
  const { evidence, last_seq } = await doors.readCase(caseId);
  const looked = evidence.explanations.map(({ key }) => key);
  const decide = () =>
    doors.byWeb('zhangmin', 'post', `/api/cases/${caseId}/decision`, {
      ...{ key: randomUUID(), expected_last_seq: last_seq, outcome: 'substantiated', reason: '属实', looked },
      ...{ debtor: { kind: 'self' }, nature: 'lag', basis: null, contrary_reason: null, struck: [] },
    });
  const typed = [
    ...['case', 'decide', caseId, '--outcome', 'substantiated', '--reason', '属实'],
    ...['--looked', looked.join(','), '--as', 'zhangmin'],
  ];
  await doors.same('contrary-unanswered', decide(), typed);
  await playSettled(doors);
  const pointer = join(doors.home, 'builds', 'current');
  renameSync(pointer, `${pointer}.away`);
  await doors.same('evidence-missing', decide(), typed);
  renameSync(`${pointer}.away`, pointer);
}

/** A claim says how it came about, who owes, and leaves something owed. */
async function playSettled(doors: Doors): Promise<void> {
  const caseId = doors.fresh({ rule: 'deceased/paid-after-death' });
  doors.act('chenjing', caseId, 'assign', { assignee: 'zhangmin' });
  const { evidence, last_seq } = await doors.readCase(caseId);
  const looked = evidence.explanations.map(({ key }) => key);
  const months = claimOf(liveFindings(doors.state(caseId))).lines.map(({ month }) => month);
  const said = {
    ...{ outcome: 'substantiated', reason: '属实', looked, contrary_reason: '已核实', basis: null },
    ...{ debtor: null, nature: null, struck: [] },
  };
  const decide = (code: RefusalCode, more: object, ...words: string[]) =>
    doors.same(
      code,
      doors.byWeb('zhangmin', 'post', `/api/cases/${caseId}/decision`, {
        ...{ key: randomUUID(), expected_last_seq: last_seq, ...said, ...more },
      }),
      [
        ...['case', 'decide', caseId, '--outcome', 'substantiated', '--reason', '属实', '--as', 'zhangmin'],
        ...['--looked', looked.join(','), '--contrary-reason', '已核实', ...words],
      ],
    );
  const self = { kind: 'self' };
  await decide('debtor-unnamed', {});
  await decide('addressee-dead', { debtor: self }, '--debtor', 'self');
  const other = { kind: 'other', name: '王小明', relation: '之子' };
  // the dead stay dead, whatever relation is typed
  const { name } = doors.state(caseId).person;
  const asHeir = { kind: 'other', name, relation: '子女' };
  await decide('addressee-dead', { debtor: asHeir }, '--debtor', name, '--relation', '子女');
  const heir = { name, relation: '子女' };
  await doors.move('addressee-dead', ['zhangmin', caseId], 'name-debtor', heir, [
    ...['debtor', '--name', name, '--relation', heir.relation],
  ]);
  const otherTyped = ['--debtor', other.name, '--relation', other.relation];
  await decide('nature-missing', { debtor: other }, ...otherTyped);
  const all = [...new Set(months)].map((month) => ({ month, reason: '补发' }));
  const strike = all.map(({ month, reason }) => `${month}:${reason}`).join(',');
  await decide('nothing-left-to-claim', { struck: all }, '--strike', strike);
  const settled = { debtor: other, nature: 'lag', struck: [{ month: 190001, reason: '补发' }] };
  await decide(
    'month-not-claimed',
    settled,
    ...[...otherTyped, '--nature', 'lag', '--strike', '1900-01:补发'],
  );
}
