import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDigit } from '../../core/resident-id/index.ts';
import { columnOf, ParquetFile } from '../../storage/parquet/parquet-file.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { FIELD_TYPES, type FieldType } from '../sources/source-definition.ts';
import { cellReader } from './cell-readers.ts';

let warehouse: Warehouse;
let files = 0;
const folder = mkdtempSync(join(tmpdir(), 'hedui-cells-'));
beforeAll(async () => {
  warehouse = await Warehouse.open(':memory:');
});
afterAll(() => {
  warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is staged of cells that are taken as the bytes they are; null for those that are left to the reader. */
async function readPlain(type: FieldType, cells: readonly string[]): Promise<(unknown[] | null)[]> {
  const reader = cellReader(type);
  const columns = reader.staged.map((staged, index) => columnOf(`v${index}`, staged.type));
  files += 1;
  // the engine remembers what it has read under a name
  const path = join(folder, `${files}.parquet`);
  const file = new ParquetFile(path, columns);
  const isPlain = cells.map((cell) => {
    // cells stand among others: what is around them must not matter
    const bytes = Buffer.from(`2月\x1f${cell}\x1f年1月元`);
    const start = Buffer.byteLength('2月\x1f');
    const end = start + Buffer.byteLength(cell);
    const isTaken = end > start && reader.takePlain(bytes, start, end, columns);
    if (isTaken) file.endRow();
    return isTaken;
  });
  file.finish();
  const texts = columns.map(({ name }) => `cast(${name} as varchar) as ${name}`).join(', ');
  const rows = await warehouse.rows<Record<string, unknown>>(
    `select ${texts} from read_parquet(${quoteText(path)})`,
  );
  return isPlain.map((isTaken) => (isTaken ? Object.values(rows.shift() ?? {}) : null));
}

/** What the reader that knows every way of writing makes of a cell, column by column. */
function readOdd(type: FieldType, cell: string): (string | null)[] {
  return cellReader(type)
    .read(cell)
    .values.map((value) => (value === '' ? null : value));
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const residentId = fc
  .tuple(
    fc.constantFrom('532526', '532504', '110101', '999999'),
    fc.integer({ min: 1870, max: 2110 }),
    digits(4),
    digits(3),
    fc.boolean(),
  )
  .map(([region, year, day, sequence, isRight]) => {
    const first = `${region}${year}${day}${sequence}`;
    return first + (isRight ? checkDigit(first) : '0');
  });
const cell = fc.oneof(
  residentId,
  digits(15),
  digits(6),
  digits(8),
  fc.stringMatching(/^[0-9]{1,7}(\.[0-9]{0,3})?$/),
  fc.stringMatching(/^[0-9]{1,7}(\.[0-9]{0,3})?元$/),
  fc.stringMatching(/^(19|20)[0-9]{2}[-./][01]?[0-9]([-./][0-3]?[0-9])?$/),
  fc.stringMatching(/^(18|19|20|21)[0-9]{2}[-./年]?[01]?[0-9][月日号]?$/),
  fc.constantFrom(
    '男',
    '女',
    '不详',
    '无',
    '—',
    '——',
    '#N/A',
    'NaN',
    '\\N',
    '\u3000弥阳街道',
    '弥阳街道\u00a0',
    '弥阳街道中山社区12号',
    '无名',
    '无量寺村',
    '',
    ' ',
    '李桂芬',
    '張偉',
    '欧阳秀英',
    '阿依·沙',
    '王?',
    '１２３',
    '1,234.50',
    '218元',
    '2022年5月',
  ),
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[\0\r\n]/g, '')),
);

describe('cells taken as the bytes they are', () => {
  test.each(FIELD_TYPES)('are what the reader of cells says of every %s that is taken so', async (type) => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 200, maxLength: 400 }), async (cells) => {
        const plain = await readPlain(type, cells);
        for (const [index, text] of cells.entries()) {
          if (plain[index] !== null) expect([text, ...plain[index]!]).toEqual([text, ...readOdd(type, text)]);
        }
      }),
      { numRuns: 12 },
    );
  });

  test.each<[FieldType, string]>([
    ['resident_id', '532526195001019918'],
    ['name', '李桂芬'],
    ['money', '1180.5'],
    ['money', '113.00元'],
    ['month', '2022年7月'],
    ['month', '2022-07'],
    ['month', '2022.7'],
    ['month', '2018.12'],
    ['date', '20220601'],
    ['date', '2022.6.1'],
    ['date', '2022/12/31'],
    ['text', '弥阳街道中山社区12号'],
  ])('are those of the usual forms: %s %s', async (type, text) => {
    expect(await readPlain(type, [text])).not.toEqual([null]);
  });

  test.each<[FieldType, string]>([
    ['resident_id', '532526195001019910'],
    ['name', '張偉'],
    ['money', '1,180.50'],
    ['date', '2022-02-30'],
    ['month', '202213'],
    ['month', '2022.1'],
    ['month', '2022.10'],
    ['month', '2022.03'],
    ['text', '不详'],
    ['text', '\u3000弥阳街道'],
  ])('are none that need to be read with care: %s %s', async (type, text) => {
    expect(await readPlain(type, [text])).toEqual([null]);
  });
});
