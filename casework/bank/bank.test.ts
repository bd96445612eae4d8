import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  bringToService,
  openSampleOffice,
  passTimeUntil,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { loadCase } from '../casebook/load-case.ts';
import { totalAccount } from '../reads/money/account-totals.ts';
import { listStatementLines } from '../reads/money/statement-lines.ts';
import { importStatement, setLineAside } from './import-statement.ts';
import { proposeMatches } from './propose-match.ts';
import type { ReceivedLine } from './received-line.ts';
import { type LinePart, splitLine } from './split-line.ts';
import { readStatementTable } from './statement-table.ts';

let sample: SampleOffice;
let caseId: string;
let otherId: string;

beforeEach(() => {
  sample = openSampleOffice();
  const one = sampleFinding({ person_id: 'p1', claims: [[202206, { basic: 65_400 }]] });
  const other = sampleFinding({ person_id: 'p2', name: '测试乙', claims: [[202206, { basic: 65_400 }]] });
  const run = sample.run([one, other]);
  caseId = run.case_of.get(one.finding_key) ?? '';
  otherId = run.case_of.get(other.finding_key) ?? '';
  bringToService(sample, caseId);
  bringToService(sample, otherId);
  passTimeUntil(sample, '2022-11-02');
});
afterEach(() => sample.close());

function line(row: number, more: Partial<ReceivedLine> = {}): ReceivedLine {
  const filled = {
    booked_on: '2022-11-01',
    amount_fen: 65_400,
    payer: '某某',
    payer_account: null,
    remark: '',
  };
  return { row, serial: null, ...filled, ...more };
}

function take(lines: ReceivedLine[], statement_id = 's1') {
  const statement = { statement_id, file: `${statement_id}.csv`, lines };
  const outcome = importStatement(sample.ledger, sample.office, { user: 'chen', via: 'test' }, statement);
  if (!outcome.ok) throw new Error(outcome.refusal.en);
  return outcome;
}

function confirm(lineId: string, toCase: string, key: string) {
  const input = { amount_fen: 65_400, bank_line_id: lineId };
  return sample.act('chen', toCase, 'receipt', input, { key });
}

describe('a proposal', () => {
  test('goes by the notice number in the remark before all else, however it is written', () => {
    take([line(2, { payer: '测试甲', remark: '退款 弥人社追 [2022] 2 号' })]);
    expect(proposeMatches(sample.ledger)).toMatchObject([{ case_id: otherId, basis: 'notice-number' }]);
  });

  test('does not take notice 12 for notice 1', () => {
    take([line(2, { remark: '弥人社追〔2022〕12号' })]);
    expect(proposeMatches(sample.ledger)).toMatchObject([{ case_id: null, basis: null, candidates: [] }]);
  });

  test('goes by payer and amount, then by payer alone', () => {
    take([line(2, { payer: '测试甲' }), line(3, { payer: '测试乙', amount_fen: 100 })]);
    expect(proposeMatches(sample.ledger)).toMatchObject([
      { case_id: caseId, basis: 'payer-and-amount', is_sure: true },
      { case_id: otherId, basis: 'payer', is_sure: false },
    ]);
  });

  test('is sure of the case that the remark names only where the amount is all that it owes', () => {
    take([2, 3].map((row) => line(row, { remark: otherId, amount_fen: row === 2 ? 65_400 : 100 })));
    expect(proposeMatches(sample.ledger)).toMatchObject([
      { case_id: otherId, basis: 'case-number', is_sure: true },
      { case_id: otherId, basis: 'case-number', is_sure: false },
    ]);
  });

  test('is not made for an amount alone, and the line is listed as matching nothing', () => {
    take([line(2, { payer: '路人' })]);
    expect(proposeMatches(sample.ledger)).toMatchObject([{ case_id: null, candidates: [] }]);
  });

  test('is left to a person where several cases fit', () => {
    take([line(2, { payer: '路人', remark: '测试甲 测试乙 退款' })]);
    const [proposal] = proposeMatches(sample.ledger);
    expect(proposal).toMatchObject({ case_id: null, basis: 'name-and-amount' });
    expect(proposal?.candidates).toEqual([caseId, otherId]);
  });
});

describe('a line that looks like one of another statement', () => {
  const SERIAL = { payer: '测试甲', payer_account: '6228480000000000011', serial: 'A1' };

  test('is proposed to no case but asked about, whether the other is booked or waits', () => {
    take([line(2, SERIAL)]);
    take([line(5, { ...SERIAL, serial: 'Z9' })], 's2');
    const [first, again] = proposeMatches(sample.ledger);
    expect(first).toMatchObject({ case_id: caseId });
    expect(again).toMatchObject({ case_id: null, candidates: [caseId] });
    expect(again?.zh).toContain('是同一笔请搁置');
    confirm(first?.line.line_id ?? '', caseId, 'a');
    const [asked] = proposeMatches(sample.ledger);
    expect(asked).toMatchObject({ case_id: null });
    expect(asked?.zh).toContain(`已计入案件 ${caseId}`);
  });

  test('is another payment where day, amount, payer or account differ, or both stand in one file', () => {
    take([line(2, SERIAL), line(3, { ...SERIAL, serial: 'A2' })]);
    const others = [
      { booked_on: '2022-10-31' },
      { amount_fen: 65_401 },
      { payer: '测试甲之子' },
      { payer_account: '6228480000000000029' },
    ];
    take(
      others.map((more, place) => line(place + 2, { ...SERIAL, serial: `Z${place}`, ...more })),
      's2',
    );
    for (const { zh } of proposeMatches(sample.ledger)) expect(zh).not.toContain('是同一笔');
  });

  test('of two alike in one file the second is told of the first, and proposed all the same', () => {
    take([line(2, SERIAL), line(3, { ...SERIAL, serial: 'A2' })]);
    const [first, second] = proposeMatches(sample.ledger);
    expect(first?.zh).not.toContain('本份流水第');
    expect(second).toMatchObject({ case_id: caseId });
    expect(second?.zh).toContain('本份流水第 2 行');
  });
});

describe('a statement line', () => {
  test('booked on a day that cannot be is refused by its row, and the others are taken', () => {
    const lines = [line(2), line(3, { booked_on: '2202-11-01' }), line(4, { booked_on: '1922-11-01' })];
    expect(take(lines)).toMatchObject({ received: 1, added: 1, refused: [{ row: 3 }, { row: 4 }] });
    expect(listStatementLines(sample.ledger, 'open')).toMatchObject([{ booked_on: '2022-11-01' }]);
  });

  test('in two overlapping statements is one, two equal payments in one statement are two', () => {
    expect(take([line(2), line(3)])).toMatchObject({ received: 2, added: 2, known: 0 });
    expect(take([line(7), line(8), line(9, { serial: 'X1' })], 's2')).toMatchObject({ added: 1, known: 2 });
  });

  test('never counts twice, in the same case or another', () => {
    take([line(2, { payer: '测试甲' })]);
    const [{ line_id } = { line_id: '' }] = listStatementLines(sample.ledger, 'open');
    expect(confirm(line_id, caseId, 'a')).toMatchObject({ ok: true, state: { status: 'repaid' } });
    expect(confirm(line_id, caseId, 'a')).toMatchObject({ ok: true, is_repeated: true });
    expect(confirm(line_id, caseId, 'b')).toMatchObject({ refusal: { code: 'line-already-used' } });
    expect(confirm(line_id, otherId, 'c')).toMatchObject({ refusal: { code: 'line-already-used' } });
    expect(proposeMatches(sample.ledger)).toEqual([]);
  });

  test('is free again when its receipt is reversed', () => {
    take([line(2, { payer: '测试甲' })]);
    const [{ line_id } = { line_id: '' }] = listStatementLines(sample.ledger, 'open');
    confirm(line_id, otherId, 'a');
    sample.act('chen', otherId, 'reverse', { entry_id: `${otherId}-E1`, reason: '记错案件' });
    expect(confirm(line_id, caseId, 'b').ok).toBe(true);
  });

  test('is taken with its own amount only', () => {
    take([line(2, { amount_fen: 100 })]);
    const [{ line_id } = { line_id: '' }] = listStatementLines(sample.ledger, 'open');
    expect(confirm(line_id, caseId, 'a')).toMatchObject({ refusal: { code: 'line-amount-differs' } });
  });

  test('that is no repayment is set aside with a reason, by the cashier only', () => {
    take([line(2, { payer: '结息' })]);
    const [{ line_id } = { line_id: '' }] = listStatementLines(sample.ledger, 'open');
    const by = (user: string) =>
      setLineAside(sample.ledger, sample.office, { user, via: 'test' }, line_id, '利息');
    expect(by('li')?.code).toBe('not-your-role');
    expect(by('chen')).toBeNull();
    expect(listStatementLines(sample.ledger, 'set-aside')).toMatchObject([{ line_id, reason: '利息' }]);
  });
});

describe('a line that pays two cases', () => {
  const split = (parts: LinePart[], key = 'split-1', lineId = open()) =>
    splitLine(sample.ledger, sample.office, { key, user: 'chen', via: 'test', line_id: lineId, parts });
  const open = () => listStatementLines(sample.ledger, 'open')[0]?.line_id ?? '';
  const owes = (id: string) => loadCase(sample.ledger, id)?.money.outstanding_fen;
  const bothWhole = () => [
    { case_id: caseId, amount_fen: 65_400 },
    { case_id: otherId, amount_fen: 65_400 },
  ];
  beforeEach(() => take([line(2, { amount_fen: 130_800, payer: '测试甲' })]));

  test('is split to the fen, each part a line of its own, and a retry changes nothing', () => {
    const lineId = open();
    expect(split(bothWhole(), 'split-1', lineId)).toMatchObject({
      ok: true,
      is_repeated: false,
      entered: [
        { line_id: `${lineId}-1`, case_id: caseId, outstanding_fen: 0 },
        { line_id: `${lineId}-2`, case_id: otherId, outstanding_fen: 0 },
      ],
    });
    expect(split(bothWhole(), 'split-1', lineId)).toMatchObject({ ok: true, is_repeated: true });
    expect([owes(caseId), owes(otherId)]).toEqual([0, 0]);
    expect(totalAccount(sample.ledger, null, null)).toMatchObject({
      received: { lines: 2, amount_fen: 130_800 },
      entered: { lines: 2, amount_fen: 130_800 },
      open: { lines: 0, amount_fen: 0 },
    });
    expect(split(bothWhole(), 'split-2', lineId)).toMatchObject({ refusal: { code: 'line-split' } });
    expect(confirm(lineId, caseId, 'split-3')).toMatchObject({ refusal: { code: 'line-split' } });
  });

  test('is known when the bank sends it again', () => {
    split(bothWhole());
    expect(take([line(2, { amount_fen: 130_800, payer: '测试甲' })], 's2')).toMatchObject({
      added: 0,
      known: 1,
    });
  });

  test('whose parts do not add up, or one of which is refused, stays as it was', () => {
    const [one] = bothWhole();
    const parts = (more: LinePart) => split([one ?? more, more]);
    expect(parts({ case_id: otherId, amount_fen: 65_399 })).toMatchObject({
      refusal: { code: 'parts-differ' },
    });
    expect(parts({ case_id: 'C99999999', amount_fen: 65_400 })).toMatchObject({
      refusal: { code: 'unknown-case' },
    });
    expect(split([{ case_id: caseId, amount_fen: 130_800 }])).toMatchObject({
      refusal: { code: 'too-few-parts' },
    });
    expect([owes(caseId), owes(otherId)]).toEqual([65_400, 65_400]);
    expect(listStatementLines(sample.ledger)).toMatchObject([{ status: 'open', amount_fen: 130_800 }]);
  });

  test('leaves a part without a case waiting, and a reversed part waits again by itself', () => {
    const lineId = open();
    split([
      { case_id: caseId, amount_fen: 65_400 },
      { case_id: null, amount_fen: 65_400 },
    ]);
    expect(listStatementLines(sample.ledger, 'open').map((one) => one.line_id)).toEqual([`${lineId}-2`]);
    sample.act('chen', caseId, 'reverse', { entry_id: `${caseId}-E1`, reason: '记错案件' });
    expect(listStatementLines(sample.ledger, 'open')).toHaveLength(2);
    expect(confirm(`${lineId}-1`, otherId, 'split-9').ok).toBe(true);
  });

  test('is split by the cashier only', () => {
    const parts = bothWhole();
    const by = { key: 'split-1', user: 'li', via: 'test', line_id: open(), parts };
    expect(splitLine(sample.ledger, sample.office, by)).toMatchObject({ refusal: { code: 'not-your-role' } });
  });
});

test('a bank’s table is read by its headers; debits come out negative, totals are passed over', () => {
  const rows = [
    ['弥勒市农村信用合作联社 账户明细'],
    ['交易日期', '交易流水号', '借方发生额', '贷方发生额(元)', '对方户名', '对方账号', '附言'],
    ['20221101', 'L1', '', '654.00', '测试甲', '6223000000000001', '退款'],
    ['2022-11-02', 'L2', '12.50', '', '手续费', '', ''],
    ['看不清', 'L3', '', '1.00', '测试乙', '', ''],
    ['合计', '', '12.50', '655.00', '', '', ''],
  ].map((cells, place) => ({ row: place + 1, cells }));
  const { lines, refused } = readStatementTable(rows);
  expect(lines.map(({ row, booked_on, amount_fen, serial }) => [row, booked_on, amount_fen, serial])).toEqual(
    [
      [3, '2022-11-01', 65_400, 'L1'],
      [4, '2022-11-02', -1_250, 'L2'],
    ],
  );
  expect(refused).toMatchObject([{ row: 5 }]);
});
