import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { writeOds, writeXlsx } from 'hucre';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../core/errors.ts';
import { openRawFile } from '../../reading/open-raw-file.ts';
import { cellsOf } from '../../reading/raw-file.ts';
import { TestFolder } from '../support/test-files.ts';
import { type Mutant, mutantOf, randomOf } from './damaged-bytes.ts';

const folder = new TestFolder();
const MUTANTS = 560;
const SEED = 20_260_301;
const NAMES = ['普美英', '李云', '买买提·沙', '张丽', '何芬', '欧阳秀英', '杨光', '阿依古丽'];
const TOWNS = ['弥阳街道', '新哨镇', '竹园镇'];

const HEADER = ['姓名', '身份证号', '乡镇', '所属期', '金额', '账号', '备注'];
const PEOPLE = Array.from({ length: 40 }, (_, index) => [
  `${NAMES[index % NAMES.length]}${index}`,
  `53252619${50 + (index % 30)}0101${9900 + index}`,
  TOWNS[index % TOWNS.length]!,
  '202206',
  113 + index / 4,
  `62284801194807${22_000 + index}`,
  index % 5 === 0 ? '补发' : '',
]);
const TABLE = [HEADER, ...PEOPLE];

const asText = (delimiter: string, quote = ''): string =>
  TABLE.map((row) => row.map((cell) => `${quote}${cell}${quote}`).join(delimiter))
    .join('\r\n')
    .concat('\r\n');

function book(bookType: sheetjs.BookType): Buffer {
  const made = sheetjs.utils.book_new();
  sheetjs.utils.book_append_sheet(made, sheetjs.utils.aoa_to_sheet(TABLE), '名册');
  const bytes = sheetjs.write(made, { type: 'buffer', bookType, compression: true });
  return typeof bytes === 'string' ? Buffer.from(bytes) : (bytes as Buffer);
}

/** A table of a bank's old program: names of ten bytes, all texts, numbers as text. */
function dbf(): Buffer {
  const widths = [20, 18, 12, 6, 10, 19, 8];
  const header = Buffer.alloc(32);
  header.set([0x03, 122, 6, 30]);
  header.writeUInt32LE(PEOPLE.length, 4);
  header.writeUInt16LE(33 + widths.length * 32, 8);
  header.writeUInt16LE(1 + widths.reduce((sum, width) => sum + width), 10);
  header[29] = 0x7a;
  const fields = widths.map((width, index) => {
    const field = Buffer.alloc(32);
    iconv.encode(HEADER[index]!, 'gbk').copy(field);
    field[11] = (index === 4 ? 'N' : 'C').charCodeAt(0);
    field[16] = width;
    return field;
  });
  const records = PEOPLE.map((row) => {
    const record = Buffer.alloc(1 + widths.reduce((sum, width) => sum + width), ' ');
    let at = 1;
    for (const [index, width] of widths.entries()) {
      iconv.encode(String(row[index]), 'gbk').copy(record, at);
      at += width;
    }
    return record;
  });
  return Buffer.concat([header, ...fields, Buffer.from([0x0d]), ...records, Buffer.from([0x1a])]);
}

interface Row {
  row: number;
  cells: string[];
  isRefused: boolean;
}

/** The rows of all sheets; null where the file is refused. Anything else that is thrown is a fault of ours. */
async function read(path: string): Promise<Row[] | null> {
  try {
    const rows: Row[] = [];
    for (const sheet of (await openRawFile(path)).sheets)
      for await (const batch of sheet.batches())
        for (const row of batch) {
          const cells = cellsOf(row);
          const isLonger = row.extra !== undefined && cells.length > row.extra;
          const isRefused =
            row.broken !== undefined || row.doubt !== undefined || row.isDeleted === true || isLonger;
          if (isRefused || cells.some((cell) => cell.trim() !== ''))
            rows.push({ row: row.row, cells, isRefused });
        }
    return rows;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const sameCells = (left: readonly string[], right: readonly string[]): boolean =>
  left.join('\x1f') === right.join('\x1f');

/** Places of two rows whose cells differ. */
function differing(left: readonly string[], right: readonly string[]): number[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index).filter(
    (index) => (left[index] ?? '') !== (right[index] ?? ''),
  );
}

type Judge = (rows: readonly Row[], mutant: Mutant) => string | null;

/** A package with checksums: not one cell may differ. */
const identical =
  (whole: readonly Row[]): Judge =>
  (rows) =>
    JSON.stringify(rows) === JSON.stringify(whole) ? null : 'other rows';

/**
 * Without checksums nobody can tell that a digit is another: one value may differ, in every cell that refers to it. Rows
 * stay in their order; one that is refused may hold anything.
 */
const oneValue =
  (whole: readonly Row[]): Judge =>
  (rows) => {
    if (rows.length !== whole.length) return `${rows.length} rows`;
    const changes = new Set<string>();
    for (const [index, row] of rows.entries()) {
      const before = whole[index]!;
      if (row.isRefused) continue;
      for (const place of differing(before.cells, row.cells))
        changes.add(`${before.cells[place] ?? ''} > ${row.cells[place] ?? ''}`);
    }
    return changes.size <= 1 ? null : [...changes].slice(0, 3).join('; ');
  };

/** Lines of text: those without a damaged byte are the same; one with such bytes is refused or differs in one cell. */
const ownLines =
  (whole: readonly Row[], bytes: Buffer, wide: boolean): Judge =>
  (rows, { from, until, isCut }) => {
    // of a header alone nobody is read
    if (isCut && rows.length < 2) return null;
    const lineOf = (at: number): number => {
      let line = 0;
      for (let index = 0; index < at; index += 1)
        if (bytes[index] === 0x0a && (!wide || (index % 2 === 0 && bytes[index + 1] === 0))) line += 1;
      return line;
    };
    // a damaged line end belongs to both lines
    const first = Math.max(0, lineOf(Math.max(0, from - 2)));
    const last = isCut ? whole.length - 1 : Math.min(whole.length - 1, lineOf(until + 2));
    for (let index = 0; index < first; index += 1)
      if (rows[index]?.isRefused || !sameCells(whole[index]!.cells, rows[index]?.cells ?? []))
        return `line ${index + 1} was not touched`;
    const behind = whole.length - 1 - last;
    for (let index = 0; index < behind; index += 1) {
      const row = rows.at(-1 - index);
      if (!row || row.isRefused || !sameCells(whole.at(-1 - index)!.cells, row.cells))
        return `line ${whole.length - index} was not touched`;
    }
    for (const row of rows.slice(first, rows.length - behind)) {
      const touched = whole.slice(first, last + 1);
      if (!row.isRefused && !touched.some(({ cells }) => differing(cells, row.cells).length <= 1))
        return `another row: ${row.cells.join('|')}`;
    }
    return null;
  };

const SAMPLES: Record<string, () => Promise<Buffer> | Buffer> = {
  'utf8.csv': () => Buffer.from(asText(',')),
  'quoted.csv': () => Buffer.from(`\ufeff${asText(',', '"')}`),
  'gbk.csv': () => iconv.encode(asText(','), 'gbk'),
  'tab.txt': () => iconv.encode(asText('\t'), 'gb18030'),
  'wide.txt': () => iconv.encode(asText('\t'), 'utf-16le', { addBOM: true }),
  'one.xlsx': async () => Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows: TABLE }] })),
  'other.xlsx': () => book('xlsx'),
  'binary.xlsb': () => book('xlsb'),
  'open.ods': async () => Buffer.from(await writeOds({ sheets: [{ name: '名册', rows: TABLE }] })),
  'old.xls': () => book('biff8'),
  'table.dbf': () => dbf(),
  'page.xls': () => book('html'),
  'markup.xls': () => book('xlml'),
};

const CHECKED = /\.(?:xlsx|xlsb|ods)$/;
const LINES = /\.(?:csv|txt)$/;

describe('a damaged file is read as the same rows or refused', () => {
  test.each(Object.keys(SAMPLES))(`${MUTANTS} mutants of %s`, async (name) => {
    const bytes = await SAMPLES[name]!();
    const path = join(folder.path, name);
    writeFileSync(path, bytes);
    const whole = await read(path);
    expect(whole?.filter(({ isRefused }) => !isRefused)).toHaveLength(TABLE.length);
    const judge = CHECKED.test(name)
      ? identical(whole!)
      : LINES.test(name)
        ? ownLines(whole!, readFileSync(path), name === 'wide.txt')
        : oneValue(whole!);
    const random = randomOf(SEED);
    const faults: string[] = [];
    let slowest = 0;
    for (let count = 0; count < MUTANTS; count += 1) {
      const mutant = mutantOf(bytes, random);
      writeFileSync(path, mutant.bytes);
      const begun = performance.now();
      const rows = await read(path).catch((error) => String(error.stack ?? error));
      slowest = Math.max(slowest, performance.now() - begun);
      const fault = typeof rows === 'string' ? rows : rows === null ? null : judge(rows, mutant);
      if (fault !== null) faults.push(`${mutant.how}: ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(slowest).toBeLessThan(20_000);
  });
});
