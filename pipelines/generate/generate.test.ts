import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../../core/errors.ts';
import type { AnswerKey } from './answer-key.ts';
import { type GenerateOptions, generateCounty } from './generate.ts';

const folder = mkdtempSync(join(tmpdir(), 'county-'));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;

function generate(options: Partial<GenerateOptions>): { inbox: string; key: AnswerKey } {
  made += 1;
  const out = join(folder, String(made));
  const { inbox, answer_key } = generateCounty({ out, people: 150, months: 12, seed: 5, ...options });
  return { inbox, key: JSON.parse(readFileSync(answer_key, 'utf8')) as AnswerKey };
}

function hashes(inbox: string): Record<string, string> {
  const names = readdirSync(inbox).sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(inbox, name)))
        .digest('hex'),
    ]),
  );
}

/** Every cell of every sheet with rows, as text, whatever the file really is. */
function read(inbox: string, file: string): string[][][] {
  const bytes = readFileSync(join(inbox, file));
  // 序, the first character of many a GBK file, begins like a compound file: two bytes are needed
  const isBinary = ['504b', 'd0cf'].includes(bytes.subarray(0, 2).toString('hex'));
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const isUtf8 = isBinary || !utf8.includes('\ufffd');
  const text = isUtf8 ? utf8 : new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  const isText = !isBinary && !text.startsWith('<html');
  if (isText) {
    const delimiter = ['|', '\t', ','].find((one) => text.slice(0, 200).includes(one)) ?? ',';
    return [splitRows(text, delimiter)];
  }
  const book = isBinary ? xlsx.read(bytes) : xlsx.read(text, { type: 'string', raw: true });
  return book.SheetNames.filter((name) => !['填表说明', '代码表'].includes(name)).map((name) => {
    const rows = xlsx.utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1, defval: '' });
    return rows.map((row) => row.map(String));
  });
}

function splitRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  const field = new RegExp(`"((?:[^"]|"")*)"|([^\\${delimiter}\\r\\n]*)`, 'y');
  for (let at = 0; at < text.length; ) {
    field.lastIndex = at;
    const match = field.exec(text);
    rows.at(-1)?.push((match?.[1] ?? match?.[2] ?? '').replaceAll('""', '"'));
    at = field.lastIndex;
    if (text.startsWith('\r\n', at)) {
      at += 2;
      if (at < text.length) rows.push([]);
    } else at += 1;
  }
  return rows;
}

function fen(text: string): number {
  return text === '' ? 0 : Math.round(Number(text.replace(/[,元]/g, '')) * 100);
}

test('the same seed writes the same bytes, another seed another county', () => {
  const first = hashes(generate({}).inbox);
  expect(hashes(generate({}).inbox)).toEqual(first);
  const other = hashes(generate({ seed: 6 }).inbox);
  expect(Object.keys(other)).toEqual(Object.keys(first));
  expect(other).not.toEqual(first);
});

test('every file can be opened and holds as many rows below its header as the key counts', () => {
  const { inbox, key } = generate({});
  expect(readdirSync(inbox).sort()).toEqual(key.files.map((one) => one.file).sort());
  for (const { file, received } of key.files) {
    const counts = read(inbox, file).map((sheet) => {
      const rows = sheet.filter((row) => row.some((cell) => cell.trim() !== ''));
      const header = rows.findIndex((row) => row.filter((cell) => cell !== '').length > 3);
      const isTwoLine = rows[header]?.includes('待遇明细');
      return rows.length - header - (isTwoLine ? 2 : 1);
    });
    expect([file, counts.reduce((sum, count) => sum + count, 0)]).toEqual([file, received]);
  }
});

test('every source of the pipeline and every format of the offices is there', () => {
  const { inbox, key } = generate({});
  expect([...new Set(key.files.map((one) => one.source))].sort()).toEqual(
    [
      'bank-return',
      'certification',
      'cremation',
      'disabled-list',
      'employee-pension',
      'funeral-grant',
      'hardship-list',
      'household',
      'imprisonment',
      'land-loss-subsidy',
      'medical-death',
      'paid-on-behalf',
      'payout-roster',
      'police-death',
      'suspect-list',
    ].sort(),
  );
  const starts = new Set(
    key.files.map(({ file }) => {
      const bytes = readFileSync(join(inbox, file));
      return `${file.split('.').at(-1)} ${bytes.subarray(0, 2).toString('hex')}`;
    }),
  );
  // zip, compound file, web page, byte order mark
  for (const start of ['xlsx 504b', 'xls d0cf', 'xls 3c68', 'csv efbb']) expect(starts).toContain(start);
});

test('a 合计 row is the sum of the rows above it, column by column', () => {
  const { inbox, key } = generate({});
  let checked = 0;
  for (const [file, rows] of key.files.flatMap(({ file }) =>
    read(inbox, file).map((rows) => [file, rows] as const),
  )) {
    const last = rows.findLastIndex((row) => row[0] === '合计');
    if (last < 0) continue;
    for (const [column, total] of (rows[last] ?? []).entries()) {
      if (column === 0 || total === '') continue;
      const sum = rows
        .slice(0, last)
        .map((row) => fen(row[column] ?? ''))
        .filter((value) => !Number.isNaN(value))
        .reduce((all, value) => all + value, 0);
      expect([file, column, fen(total)]).toEqual([file, column, sum]);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(40);
});

test('a county of one month still has the worked amounts, in a supplement of earlier months', () => {
  const { inbox, key } = generate({ months: 1 });
  const worked = key.people.filter((one) => one.person.startsWith('worked/'));
  const amounts = worked.map(
    (one) => key.findings.find((finding) => finding.resident_id === one.resident_id)?.amount_fen,
  );
  expect(amounts).toEqual([65_400, 43_600, 141_600, 153_400, 23_600, 23_600, 11_800]);
  const supplement = key.files.find((one) => one.file.includes('补录'));
  expect(supplement?.file).toContain('202106至202211');
  const first = worked[0]?.resident_id ?? '';
  const months = read(inbox, supplement?.file ?? '')[0]?.filter((row) => row.includes(first));
  expect(months).toHaveLength(8);
});

test('what the key claims can be read back from the rosters alone, to the fen', () => {
  const { inbox, key } = generate({ format: 'csv', months: 15, people: 400 });
  const lines: { id: string; month: number; own: number; basic: number; total: number; state: string }[] = [];
  for (const { file, source } of key.files) {
    if (source !== 'payout-roster') continue;
    const [header = [], ...rows] = read(inbox, file)[0] ?? [];
    const at = (name: string): number => header.indexOf(name);
    const idAt = header.findIndex((cell) => ['身份证号', '公民身份号码', '证件号码'].includes(cell));
    for (const row of rows) {
      const amount = (name: string): number => fen(row[at(name)] ?? '');
      const digits = (row[at('待遇所属期')] ?? '').match(/\d+/g)?.join('') ?? '';
      lines.push({
        id: row[idAt] ?? '',
        month: Number(digits.slice(0, 4)) * 100 + Number(digits.slice(4)),
        basic: amount('基础养老金') + amount('65岁以上加发') + amount('长缴加发'),
        own: amount('合计') - amount('补发金额'),
        total: amount('合计'),
        state: at('发放状态') < 0 ? '已支付' : (row[at('发放状态')] ?? ''),
      });
    }
  }
  const whole = [
    'deceased/paid-after-death',
    'imprisonment/paid-while-imprisoned',
    'eligibility/paid-before-sixty',
    'eligibility/registration-cancelled',
  ];
  const bankReturned = key.people.find((one) => one.person === 'worked/2')?.resident_id;
  const inColumn = key.people.find((one) => one.person === 'worked/5-column')?.resident_id;
  let checked = 0;
  for (const finding of key.findings) {
    const isWhole = whole.includes(finding.rule_id);
    if (!isWhole && finding.rule_id !== 'dual-benefit/employee-pension') continue;
    // what the bank sent back, and arrears inside another month's line, do not show on a roster line
    if (finding.resident_id === bankReturned || finding.resident_id === inColumn) continue;
    const claimed = lines.filter(
      (line) =>
        line.id === finding.resident_id &&
        line.month >= (finding.first_month ?? 0) &&
        line.month <= (finding.last_month ?? 0) &&
        line.state === '已支付',
    );
    const sum = claimed.reduce((all, line) => all + (isWhole ? line.own : line.basic), 0);
    expect([finding.note, sum]).toEqual([finding.note, finding.amount_fen]);
    checked += 1;
  }
  expect(checked).toBeGreaterThan(15);
});

test('a folder that already holds files is refused', () => {
  const { inbox } = generate({});
  const again = (): unknown => generateCounty({ out: join(inbox, '..'), people: 150, months: 12, seed: 5 });
  expect(again).toThrow(Refusal);
});
