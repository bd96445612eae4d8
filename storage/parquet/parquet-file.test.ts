import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteText, Warehouse } from '../warehouse/database.ts';
import { type ColumnType, columnOf, NumberColumn, ParquetFile, TextColumn } from './parquet-file.ts';

let warehouse: Warehouse;
const folder = mkdtempSync(join(tmpdir(), 'hedui-parquet-'));
let path = '';
let files = 0;

/** The engine remembers what it has read under a name. */
function newPath(): string {
  files += 1;
  path = join(folder, `${files}.parquet`);
  return path;
}

beforeAll(async () => {
  warehouse = await Warehouse.open(':memory:');
});
afterAll(() => {
  warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

type Value = string | number | null;

function write(types: Record<string, ColumnType>, rows: readonly (readonly Value[])[]): void {
  const columns = Object.entries(types).map(([name, type]) => columnOf(name, type));
  const file = new ParquetFile(newPath(), columns);
  for (const row of rows) {
    row.forEach((value, index) => {
      const column = columns[index]!;
      if (value === null) column.addNothing();
      else if (column instanceof TextColumn) column.addText(String(value));
      else (column as NumberColumn).addNumber(Number(value));
    });
    file.endRow();
  }
  file.finish();
}

async function readBack(select = '*'): Promise<unknown[][]> {
  const rows = await warehouse.rows<Record<string, unknown>>(
    `select ${select} from read_parquet(${quoteText(path)})`,
  );
  return rows.map((row) => Object.values(row));
}

describe('a file of rows', () => {
  test('is read back by the engine as it was written, whatever stands in it', async () => {
    const text = fc.option(
      fc.oneof(
        fc.constantFrom('弥阳街道', '支付成功', '', '王'),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
      ),
    );
    const whole = fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
    const fen = fc.option(fc.maxSafeInteger());
    const day = fc.option(fc.integer({ min: -40_000, max: 50_000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, whole, fen, day), { maxLength: 300 }), async (rows) => {
        write({ text: 'varchar', whole: 'integer', fen: 'bigint', day: 'date' }, rows);
        expect(await readBack("text, whole, fen, day - date '1970-01-01'")).toEqual(
          rows.map(([one, two, three, four]) => [one, two, three, four]),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('keeps its order over several groups, with few and with many different texts, and with none', async () => {
    const count = 260_000;
    const columns = [
      new NumberColumn('row_no', 'integer'),
      new TextColumn('few'),
      new TextColumn('many'),
      new TextColumn('late'),
      new TextColumn('none'),
    ] as const;
    const file = new ParquetFile(newPath(), columns);
    for (let row = 0; row < count; row += 1) {
      columns[0].addNumber(row);
      columns[1].addText(`镇${row % 37}`);
      columns[2].addText(`村民${row}`);
      // becomes many only after many rows of few
      columns[3].addText(row < 100_000 ? '同' : `异${row}`);
      columns[4].addNothing();
      file.endRow();
    }
    file.finish();
    const [found] = await readBack(`
      count(*), count(*) filter (where few = '镇' || row_no % 37), count(*) filter (where many = '村民' || row_no),
      count(*) filter (where late = case when row_no < 100000 then '同' else '异' || row_no end), count(none)`);
    expect(found).toEqual([count, count, count, count, 0]);
    expect(
      (
        await warehouse.first<{ n: number }>(
          `select count(distinct row_group_id) as n from parquet_metadata(${quoteText(path)})`,
        )
      )?.n,
    ).toBe(3);
  });

  test('without rows has its columns all the same', async () => {
    write({ text: 'varchar', fen: 'bigint' }, []);
    expect(await readBack()).toEqual([]);
    const described = await warehouse.rows<{ column_name: string; column_type: string }>(
      `describe select * from read_parquet(${quoteText(path)})`,
    );
    expect(described.map(({ column_name, column_type }) => [column_name, column_type])).toEqual([
      ['text', 'VARCHAR'],
      ['fen', 'BIGINT'],
    ]);
  });

  test('is not written at all where a column misses a value', () => {
    const columns = [new TextColumn('one'), new TextColumn('other')] as const;
    const file = new ParquetFile(newPath(), columns);
    columns[0].addText('王');
    file.endRow();
    expect(() => file.finish()).toThrow('other');
    file.close();
  });
});
