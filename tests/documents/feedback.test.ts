import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { Zip } from 'easy-template-x';
import { readXlsx, writeXlsx } from 'hucre';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moveItem } from '../../casework/batches/move-item.ts';
import { answerItems } from '../../casework/batches/receive-batch.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { Office } from '../night/office.ts';
import { openSampleOffice, type SampleOffice } from '../support/sample-office.ts';
import { act, openWorkedCase, TO_SERVICE } from './worked-case.ts';

let sample: SampleOffice;
let office: Office;
beforeEach(() => {
  sample = openSampleOffice();
  office = new Office();
});
afterEach(() => {
  sample.close();
  office.remove();
});

const TITLE = '2022年第6批疑似死亡冒领下发数据';
const HEADER = [
  '序号',
  '姓名',
  '身份证号',
  '疑似金额',
  '反馈期限',
  '是否属实',
  '核查结论',
  '是否健在',
  '死亡日期',
  '违规金额',
  '追回金额',
  '备注',
];
const PEOPLE = [
  ['1', '㐱𠮷祥', '532526195002039979', 654],
  ['2', '测试乙', '532526195203049963', 218],
  ['3', '=测试丙', '532526195203049971', 100],
] as const;
const ROWS: (string | number | null)[][] = [
  [TITLE],
  HEADER,
  ...PEOPLE.map((person) => [...person, '2022-12-31']),
  ['合计', null, null, 972],
];

async function xlsxForm(): Promise<Buffer> {
  const fill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFCC00' } } as const;
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '下发数据',
        rows: ROWS,
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 11 }],
        columns: [{ width: 6 }, { width: 12 }, { width: 24 }],
        cells: new Map([
          ['1,5', { value: '是否属实', style: { fill, font: { bold: true } } }],
          ['2,5', { value: null, style: { fill } }],
        ]),
      },
      { name: '填表说明', rows: [['健在的不填死亡日期']] },
    ],
  });
  return Buffer.from(bytes);
}

function xlsForm(): Buffer {
  const book = sheetjs.utils.book_new();
  const sheet = sheetjs.utils.aoa_to_sheet(ROWS);
  sheet['!merges'] = [sheetjs.utils.decode_range('A1:L1')];
  sheet['!cols'] = [{ wch: 6 }, { wch: 12 }, { wch: 24 }];
  sheetjs.utils.book_append_sheet(book, sheet, '下发数据');
  sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet([['健在的不填死亡日期']]), '填表说明');
  return sheetjs.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
}

const command = (...argv: string[]) => office.run('--home', sample.home, '--json', ...argv);

async function receive(name: string, content: Buffer): Promise<string> {
  const path = join(office.inbox, name);
  writeFileAtomically(path, content);
  const received = await command(
    'batch',
    'receive',
    path,
    '--as',
    'sun',
    '--id',
    'b6',
    '--reply-due-on',
    '2022-12-31',
  );
  expect(received.code, received.stderr).toBe(0);
  return path;
}

function verify(item_number: number, outcome: 'substantiated' | 'unfounded', reason: string): void {
  for (const [user, move, more] of [
    ['sun', 'assign', { assignee: 'li' }],
    ['li', 'verify', { outcome, reason }],
  ] as const) {
    const moved = moveItem(sample.ledger, sample.office, {
      user,
      via: 'test',
      batch_id: 'b6',
      item_number,
      move,
      ...more,
    });
    if (!moved.ok) throw new Error(moved.refusal.en);
  }
}

/** The first is true and part of it repaid, the second alive, the third unanswered. */
function work(): void {
  const caseId = openWorkedCase(sample);
  act(sample, caseId, [...TO_SERVICE, ['chen', 'receipt', { amount_fen: 20_000, on: '2022-10-20' }]]);
  const author = { actor: 'nightly', on_behalf_of: null, via: 'test', at: sample.clock.at };
  answerItems(sample.ledger, author, 'b6', [
    { item_number: 1, answer: 'supported', person_id: 'p1', case_id: caseId, evidence: '' },
  ]);
  verify(1, 'substantiated', '入户核实，已死亡');
  verify(2, 'unfounded', '本人健在，入户见到本人');
}

function filledRows(rows: unknown[][]): unknown[][] {
  return rows.slice(2, 5).map((row) => HEADER.map((_, column) => row[column] ?? null));
}

const FILLED = [
  [
    '1',
    '㐱𠮷祥',
    '532526195002039979',
    654,
    '2022-12-31',
    '属实',
    '入户核实，已死亡',
    '否',
    '202205',
    654,
    200,
    expect.stringContaining('部分归还'),
  ],
  [
    '2',
    '测试乙',
    '532526195203049963',
    218,
    '2022-12-31',
    '不属实',
    '本人健在，入户见到本人',
    '是',
    null,
    0,
    0,
    null,
  ],
  ['3', '=测试丙', '532526195203049971', 100, '2022-12-31', null, null, null, null, null, null, null],
];

describe('a handed-down list', () => {
  test('goes back as .xlsx with only the feedback cells changed, and reads back as the ledger says', async () => {
    const original = await xlsxForm();
    const path = await receive('下发疑点第6批.xlsx', original);
    work();
    const out = join(office.root, 'back.xlsx');
    const fed = await command('feedback', 'b6', '--as', 'sun', '--file', path, '--out', out, '--partial');
    expect(fed.code, fed.stderr).toBe(4);
    const back = await readXlsx(readFileSync(out));
    expect(back.sheets.map(({ name }) => name)).toEqual(['下发数据', '填表说明']);
    expect(filledRows(back.sheets[0]?.rows ?? [])).toEqual(FILLED);
    const [before, after] = [await Zip.load(original), await Zip.load(readFileSync(out))];
    const files = (zip: Zip): string[] =>
      zip
        .listFiles()
        .filter((file) => !file.endsWith('/'))
        .sort();
    expect(files(after)).toEqual(files(before));
    for (const name of files(before).filter((file) => !file.endsWith('sheet1.xml')))
      expect(await after.getFile(name).getContentText(), name).toBe(
        await before.getFile(name).getContentText(),
      );
  });

  test('goes back as .xlsx where it came as .xls, with its sheets, title and widths, and says so', async () => {
    const path = await receive('下发疑点第6批.xls', xlsForm());
    work();
    const out = join(office.root, 'back.xls');
    const fed = await command('feedback', 'b6', '--as', 'sun', '--file', path, '--out', out, '--partial');
    expect(JSON.parse(fed.stdout)).toMatchObject({ out: `${out}x`, is_converted: true });
    const content = readFileSync(`${out}x`);
    const book = sheetjs.read(content, { cellStyles: true });
    expect(book.SheetNames).toEqual(['下发数据', '填表说明']);
    const sheet = book.Sheets.下发数据 ?? {};
    expect(sheet['!merges']).toEqual([sheetjs.utils.decode_range('A1:L1')]);
    expect(filledRows(sheetjs.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null }))).toEqual(
      FILLED,
    );
  });

  test('goes back as .xlsx where it came as text, each cell in its place as the text it was', async () => {
    const lines = ROWS.map((row) => row.map((cell) => cell ?? '').join(','));
    const path = await receive('下发疑点第6批.csv', Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`));
    work();
    const out = join(office.root, 'back.csv');
    const fed = await command('feedback', 'b6', '--as', 'sun', '--file', path, '--out', out, '--partial');
    expect(fed.code, fed.stderr).toBe(4);
    const made = join(office.root, 'back.xlsx');
    expect(JSON.parse(fed.stdout)).toMatchObject({ out: made, is_converted: true });
    const [title, header, first] = (await readXlsx(readFileSync(made))).sheets[0]?.rows ?? [];
    expect([title?.[0], header?.slice(0, 12)]).toEqual([TITLE, HEADER]);
    expect(first?.slice(0, 4)).toEqual(['1', '㐱𠮷祥', '532526195002039979', '654']);
    expect(first?.[HEADER.indexOf('是否属实')]).toBe('属实');
  });

  test('without feedback columns gets them at its right', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: '下发数据', rows: ROWS.map((row, index) => (index === 1 ? row.slice(0, 5) : row)) }],
    });
    const path = await receive('下发疑点第6批.xlsx', Buffer.from(bytes));
    work();
    const out = join(office.root, 'back.xlsx');
    const fed = await command('feedback', 'b6', '--as', 'sun', '--file', path, '--out', out, '--partial');
    const { added } = JSON.parse(fed.stdout) as { added: string[] };
    expect(added.slice(0, 2)).toEqual(['是否属实', '核查结论']);
    const [, header = [], first = [], second = []] =
      (await readXlsx(readFileSync(out))).sheets[0]?.rows ?? [];
    expect(header.slice(0, 7)).toEqual([...HEADER.slice(0, 5), '是否属实', '核查结论']);
    const at = (name: string) => header.indexOf(name);
    expect([first[at('是否属实')], first[at('违规金额')], first[at('追回金额')]]).toEqual(['属实', 654, 200]);
    expect([second[at('是否属实')], second[at('是否健在')], second[at('核查人')]]).toEqual([
      '不属实',
      '是',
      'li',
    ]);
  });

  test('tells no amount before one is approved, and is not made by itself', async () => {
    const path = await receive('下发疑点第6批.xlsx', await xlsxForm());
    const caseId = openWorkedCase(sample);
    act(sample, caseId, [['sun', 'assign', { assignee: 'li' }]]);
    const author = { actor: 'nightly', on_behalf_of: null, via: 'test', at: sample.clock.at };
    answerItems(sample.ledger, author, 'b6', [
      { item_number: 1, answer: 'supported', person_id: 'p1', case_id: caseId, evidence: '' },
    ]);
    verify(1, 'substantiated', '入户核实，已死亡');
    const refused = await command('feedback', 'b6', '--as', 'sun', '--file', path);
    const { conflicts } = JSON.parse(refused.stdout) as { conflicts: { row: number; en: string }[] };
    expect(conflicts).toMatchObject([{ row: 3, en: 'substantiated, yet no amount of the case is approved' }]);
    const out = join(office.root, 'back.xlsx');
    await command('feedback', 'b6', '--as', 'sun', '--file', path, '--out', out, '--partial');
    const rows = (await readXlsx(readFileSync(out))).sheets[0]?.rows ?? [];
    expect(filledRows(rows)[0]?.slice(9, 11)).toEqual([null, null]);
  });

  test('is not made while items are unanswered: they are listed with their deadline', async () => {
    const path = await receive('下发疑点第6批.xlsx', await xlsxForm());
    work();
    const refused = await command('feedback', 'b6', '--as', 'sun', '--file', path);
    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      out: null,
      answered: 2,
      unanswered: [{ item_number: 3, row: 5, reply_due_on: '2022-12-31' }],
    });
  });

  test('is not made while an answer contradicts itself', async () => {
    const path = await receive('下发疑点第6批.xlsx', await xlsxForm());
    work();
    verify(3, 'substantiated', '已死亡');
    const refused = await command('feedback', 'b6', '--as', 'sun', '--file', path);
    expect(refused.code).toBe(4);
    const { conflicts } = JSON.parse(refused.stdout) as { conflicts: { row: number; en: string }[] };
    expect(conflicts.map(({ row, en }) => `${row}: ${en}`)).toEqual([
      '5: found to have died, without a day of death',
      '5: substantiated, yet without a case',
    ]);
  });
});
