import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ItemMove } from '../../core/words/items.ts';
import { journalTip } from '../../storage/ledger/journal.ts';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { totalBatches } from '../marts/batch-totals.ts';
import { summariseRecovery } from '../reads/money/recovery-summary.ts';
import { findItem } from '../reads/waiting/batches.ts';
import { readItemTable } from './item-table.ts';
import type { AnsweredItem } from './items.ts';
import { type ItemRequest, moveItem, openCaseForItem } from './move-item.ts';
import { answerItems, receiveBatch } from './receive-batch.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

function author() {
  return { actor: 'nightly', on_behalf_of: null, via: 'nightly', at: sample.clock.at };
}

function receive(
  batch_id: string,
  names: string[],
  days: { received_on?: string; reply_due_on?: string } = {},
) {
  const items = names.map((name, place) => ({
    item_number: place + 1,
    row: place + 3,
    name,
    resident_id: null,
    township: '竹园镇',
    claimed_fen: null,
  }));
  return receiveBatch(sample.ledger, sample.office, author(), {
    batch_id,
    title: batch_id,
    sender: '州局',
    received_on: '2022-09-01',
    reply_due_on: '2022-12-31',
    ...days,
    file: `${batch_id}.xls`,
    file_hash: batch_id,
    items,
  });
}

function answer(
  batchId: string,
  item_number: number,
  person_id: string | null,
  case_id: string | null = null,
) {
  const answered: AnsweredItem = {
    item_number,
    answer: case_id === null ? 'not-supported' : 'supported',
    person_id,
    case_id,
    evidence: '',
  };
  return answerItems(sample.ledger, author(), batchId, [answered]);
}

function move(user: string, to: ItemMove, more: Partial<ItemRequest> = {}) {
  return moveItem(sample.ledger, sample.office, {
    user,
    via: 'test',
    batch_id: 'b1',
    item_number: 1,
    move: to,
    ...more,
  });
}

test('an item goes from receipt to close-out, and is reviewed by other hands than verified it', () => {
  receive('b1', ['测试甲']);
  expect(move('li', 'verify', { outcome: 'substantiated', reason: '属实' })).toMatchObject({
    refusal: { code: 'item-illegal-move' },
  });
  expect(move('sun', 'assign', { assignee: 'li' }).ok).toBe(true);
  expect(move('li', 'verify', { outcome: 'unfounded' })).toMatchObject({
    refusal: { code: 'reason-required' },
  });
  expect(move('li', 'verify', { outcome: 'substantiated', reason: '属实' }).ok).toBe(true);
  expect(move('li', 'review')).toMatchObject({ refusal: { code: 'not-your-role' } });
  for (const step of ['review', 'feed-back', 'rectify', 'close-out'] as const) {
    expect(move('sun', step).ok, step).toBe(true);
  }
  expect(findItem(sample.ledger, 'b1', 1)).toMatchObject({ status: 'closed_out', outcome: 'substantiated' });
});

test('an answer is taken back where its rule is held, and the case that was opened stays', () => {
  receive('b1', ['测试甲']);
  answer('b1', 1, 'p1', 'C00000001');
  const takenBack = { item_number: 1, answer: null, person_id: 'p1', case_id: 'C00000001', evidence: '' };
  expect(answerItems(sample.ledger, author(), 'b1', [takenBack])).toEqual({ answered: 1, unchanged: 0 });
  expect(findItem(sample.ledger, 'b1', 1)).toMatchObject({ answer: null, case_id: 'C00000001' });
  expect(answerItems(sample.ledger, author(), 'b1', [takenBack])).toEqual({ answered: 0, unchanged: 1 });
});

test('a batch is registered once, and the same answer twice appends nothing', () => {
  expect(receive('b1', ['测试甲'])).toBeNull();
  expect(receive('b1', ['测试甲'])?.code).toBe('batch-exists');
  expect(answer('b1', 1, 'p1')).toEqual({ answered: 1, unchanged: 0 });
  const tip = journalTip(sample.ledger);
  expect(answer('b1', 1, 'p1')).toEqual({ answered: 0, unchanged: 1 });
  expect(journalTip(sample.ledger)).toEqual(tip);
});

test('a case counts with the batch that came before it and that holds in it, and only there', async () => {
  receive('b1', ['测试甲', '测试乙']);
  const one = sampleFinding({ person_id: 'p1', claims: [[202206, { basic: 10_000 }]] });
  const three = sampleFinding({ person_id: 'p3', claims: [[202206, { basic: 5_000 }]] });
  const run = sample.run([one, three]);
  const caseOne = run.case_of.get(one.finding_key) ?? '';
  const caseThree = run.case_of.get(three.finding_key) ?? '';
  receive('b2', ['测试甲', '测试丙'], { received_on: '2022-10-10' });
  answer('b1', 1, 'p1', caseOne);
  answer('b1', 2, 'p2');
  answer('b2', 1, 'p1', caseOne);
  answer('b2', 2, 'p3', caseThree);
  bringToService(sample, caseOne);
  sample.act('chen', caseOne, 'receipt', { amount_fen: 4_000 });
  const { sources, total } = await totalBatches(sample.ledger);
  expect(sources).toMatchObject([
    {
      batch_id: 'b1',
      items: 2,
      named_people: 2,
      people: 2,
      cases: 1,
      assessed_fen: 10_000,
      recovered_fen: 4_000,
    },
    // both of its people were known before it came: one from the first batch, one from the night
    { batch_id: 'b2', items: 2, named_people: 2, people: 0, cases: 0, assessed_fen: 0 },
    { batch_id: null, people: 1, cases: 1 },
  ]);
  expect(total).toMatchObject({ items: 4, people: 3, named_people: 3, cases: 2, assessed_fen: 10_000 });
  const byOrigin = () => summariseRecovery(sample.ledger, 'program', 'origin');
  expect(byOrigin().groups).toMatchObject([
    { group: 'handed-down', cases: 1, people: 1, assessed_fen: 10_000, repaid_fen: 4_000 },
    { group: 'self-found', cases: 1, people: 1, assessed_fen: 0 },
  ]);

  // what was said of the person in the first batch turns out wrong: what the second named came too late
  move('sun', 'assign', { assignee: 'li' });
  move('li', 'verify', { outcome: 'unfounded', reason: '下发的死亡日期有误' });
  const after = await totalBatches(sample.ledger);
  expect(after.sources.map(({ batch_id, cases, recovered_fen }) => [batch_id, cases, recovered_fen])).toEqual(
    [
      ['b1', 0, 0],
      ['b2', 0, 0],
      [null, 2, 4_000],
    ],
  );
  expect(byOrigin().groups).toMatchObject([{ group: 'self-found', cases: 2, repaid_fen: 4_000 }]);
});

test('a person may open a case for an item the data do not support, once, or join the open one', () => {
  receive('b1', ['测试甲', '测试甲']);
  const open = (item_number: number) =>
    openCaseForItem(sample.ledger, sample.office, { user: 'sun', via: 'test', batch_id: 'b1', item_number });
  answer('b1', 1, 'p1');
  answer('b1', 2, 'p1');
  const [first, again, second] = [open(1), open(1), open(2)];
  if (!first.ok || !again.ok || !second.ok) throw new Error('refused');
  expect(again.item.case_id).toBe(first.item.case_id);
  expect(second.item.case_id).toBe(first.item.case_id);
  // What the night finds about the same person later gathers there too.
  const finding = sampleFinding({ person_id: 'p1' });
  expect(sample.run([finding]).case_of.get(finding.finding_key)).toBe(first.item.case_id);
});

test('a list is read in the sender’s order, with the row each item stands in', () => {
  const rows = [
    ['疑似死亡人员名单'],
    ['序号', '姓 名', '身份证号码', '疑似金额(元)'],
    ['1', '测试甲', '532526195001019961', '654.00'],
    ['2', '测试乙', '532526195001019970', ''],
    ['合计', '', '', '654.00'],
  ].map((cells, place) => ({ row: place + 1, cells }));
  expect(
    readItemTable(rows).map(({ item_number, row, claimed_fen }) => [item_number, row, claimed_fen]),
  ).toEqual([
    [1, 3, 65_400],
    [2, 4, null],
  ]);
});

test('a list is registered under every header by which the night knows it, its amounts in the unit they are written in', () => {
  const listed = (amount: string, header: string) =>
    readItemTable(
      [
        ['序号', '被核查人', '身份证号', '风险类型', header, '乡镇'],
        ['1', '测试甲', '532526195001019961', '死亡人员领取', amount, '竹园镇'],
      ].map((cells, place) => ({ row: place + 1, cells })),
    );
  expect(listed('654.00', '涉嫌金额')).toMatchObject([
    { name: '测试甲', township: '竹园镇', claimed_fen: 65_400 },
  ]);
  expect(listed('0.0654', '涉嫌金额（万元）')[0]?.claimed_fen).toBe(65_400);
  expect(listed('0.0654万元', '涉嫌金额')[0]?.claimed_fen).toBe(65_400);
});

test('a batch came on a day that has been, and is answered after it', () => {
  const code = (days: object) => receive('b9', ['甲'], days)?.code;
  expect(code({ received_on: '2022-13-01' })).toBe('invalid-input');
  expect(code({ received_on: '2022-10-11' })).toBe('day-ahead');
  expect(code({ received_on: '1922-09-01' })).toBe('date-before');
  expect(code({ reply_due_on: '2022-08-31' })).toBe('date-before');
  expect(code({ reply_due_on: '2202-12-31' })).toBe('day-too-far');
  expect(code({})).toBeUndefined();
});
