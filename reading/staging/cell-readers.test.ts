import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDigit } from '../../core/resident-id/index.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { FIELD_TYPES, type FieldType } from '../sources/source-definition.ts';
import { cellReader } from './cell-readers.ts';
import { prepareStaging } from './stage-file.ts';

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await Warehouse.open(':memory:');
  await prepareStaging(warehouse);
});

afterAll(() => warehouse.close());

/** What the engine makes of cells by itself; null for those it leaves to the reader. */
async function readPlain(type: FieldType, cells: readonly string[]): Promise<(unknown[] | null)[]> {
  const reader = cellReader(type);
  const columns = reader.plainColumns('cell').map((sql, index) => `cast(${sql} as varchar) as v${index}`);
  const prepared = reader.prepared?.('cell') ?? 'null';
  const values = cells.map((cell, index) => `(${index}, '${cell.replaceAll("'", "''")}')`).join(', ');
  const rows = await warehouse.rows<Record<string, unknown>>(`
    select place, coalesce(${reader.plain('cell', 'prepared')}, false) as is_plain, ${columns.join(', ')}
    from (select place, cell, ${prepared} as prepared from (values ${values}) as given (place, cell))
    order by place`);
  return rows.map((row) =>
    row.is_plain === true ? columns.map((_, index) => row[`v${index}`] ?? null) : null,
  );
}

/** What the reader that knows every way of writing makes of a cell, column by column. */
function readOdd(type: FieldType, cell: string): (string | null)[] {
  const reader = cellReader(type);
  const read = reader.read(cell);
  return reader.staged.map(({ from }) => read[reader.lookup.indexOf(from)] ?? null);
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
  fc.stringMatching(/^(19|20)[0-9]{2}[-./][01]?[0-9]([-./][0-3]?[0-9])?$/),
  fc.constantFrom(
    '男',
    '女',
    '不详',
    '无',
    '—',
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

describe('the engine and the reader of cells', () => {
  test.each(FIELD_TYPES)('agree on every %s that the engine reads by itself', async (type) => {
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

  test('a valid number and a common name are read by the engine itself', async () => {
    expect(await readPlain('resident_id', ['532526195001019918'])).not.toEqual([null]);
    expect(await readPlain('name', ['李桂芬'])).toEqual([['李桂芬', '李桂芬']]);
  });

  test('a number with a wrong check digit and a name in traditional characters are not', async () => {
    expect(await readPlain('resident_id', ['532526195001019910'])).toEqual([null]);
    expect(await readPlain('name', ['張偉'])).toEqual([null]);
  });
});
