import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportQueries, exportWords } from '../../pipelines/export-queries.ts';
import { EXPORT_FORMATS, type ExportFormat, exportTable } from '../../reports/tables/export-table.ts';
import { currentBuild, openPublished, warehousePath } from '../../storage/warehouse/builds.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { Office } from './office.ts';
import { csv, POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

type Cells = Record<string, string | null>;

let office: Office;

beforeAll(async () => {
  office = new Office();
  for (const month of [202206, 202207]) office.put(rosterName(month), roster(month));
  office.put(
    POLICE_LIST,
    policeList([
      { person: payee(0), on: '20220531' },
      { person: payee(3), on: '20220615' },
    ]),
  );
  office.put(
    '上级下发疑点数据（2022年第7批）.csv',
    csv([
      ['批次号', '序号', '姓名', '身份证号', '疑点类型'],
      ['2022年第7批', 1, payee(0).name, payee(0).residentId, '死亡后领取'],
      ['2022年第7批', 2, payee(5).name, payee(5).residentId, '死亡后领取'],
    ]),
  );
  await office.night();
});
afterAll(() => office.remove());

/** What a reader of each format gets back, every value as text. */
const READERS: Record<ExportFormat, (path: string) => Promise<Cells[]>> = {
  xlsx: async (path) => {
    const book = sheetjs.read(readFileSync(path));
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    return inCodes(textsOf(sheetjs.utils.sheet_to_json(sheet ?? {}, { defval: null })));
  },
  csv: (path) => query(`select * from read_csv('${path}', all_varchar = true, header = true)`),
  json: async (path) => textsOf(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>[]),
  parquet: (path) => query(`select * from read_parquet('${path}')`),
  arrow: async (path) =>
    textsOf(
      tableFromIPC(readFileSync(path))
        .toArray()
        .map((row: { toJSON(): Record<string, unknown> }) => row.toJSON()),
    ),
};

async function query(sql: string): Promise<Cells[]> {
  const engine = await Warehouse.open(':memory:');
  try {
    return textsOf(await engine.rows(sql));
  } finally {
    engine.close();
  }
}

/** A workbook is in the words of the office: every column and code of it has one, and says the same as the other formats. */
function inCodes(rows: readonly Cells[]): Cells[] {
  const { columns, words } = exportWords();
  const names = new Map(Object.entries(columns).map(([name, title]) => [title, name]));
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([title, value]) => {
        const name = names.get(title) ?? `${title} has no name`;
        const codes = Object.entries(words[name] ?? {});
        const code = codes.find(([, word]) => word === value)?.[0];
        if (codes.length > 0 && value !== null && code === undefined) return [name, `${value} is a code`];
        return [name, code ?? value];
      }),
    ),
  );
}

/** Formats differ in how they say that a cell is empty; that is no difference between rows. */
function textsOf(rows: readonly Record<string, unknown>[]): Cells[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value === null || value === '' ? null : String(value),
      ]),
    ),
  );
}

async function exported(what: string, format: ExportFormat): Promise<Cells[]> {
  const out = join(office.root, `${what}.${format}`);
  const ended = await office.run('--json', 'export', what, '--format', format, '--out', out);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  const rows = await READERS[format](out);
  expect(JSON.parse(ended.stdout)).toMatchObject({ what, format, rows: rows.length });
  return rows;
}

describe('findings', () => {
  let byFormat: Record<string, Cells[]>;

  beforeAll(async () => {
    byFormat = {};
    for (const format of EXPORT_FORMATS) byFormat[format] = await exported('findings', format);
  });

  test.each([...EXPORT_FORMATS])('hold the same rows in %s as in the published build', async (format) => {
    const published = await office.standing();
    expect(published).toHaveLength(2);
    const wanted = textsOf(published as unknown as Record<string, unknown>[]);
    for (const [index, row] of (byFormat[format] ?? []).entries()) {
      expect(wanted[index]).toMatchObject(row);
    }
    expect(byFormat[format]).toHaveLength(published.length);
  });

  test('have every column that a reader counts on', () => {
    expect(Object.keys(byFormat.csv?.[0] ?? {})).toEqual(
      expect.arrayContaining([
        ...['finding_id', 'rule_id', 'case_id', 'person_id', 'resident_id', 'name', 'township', 'amount_fen'],
        ...['months', 'first_month', 'last_month', 'match_strength', 'status', 'reason', 'facts', 'evidence'],
      ]),
    );
  });
});

describe('numbers of people', () => {
  const id = payee(0).residentId;

  test('are text in a workbook that is opened again', () => {
    const book = sheetjs.read(readFileSync(join(office.root, 'findings.xlsx')), { cellNF: true });
    const cells = Object.values(book.Sheets[book.SheetNames[0] ?? ''] ?? {}) as sheetjs.CellObject[];
    expect(cells.filter(({ v }) => v === id).map(({ t }) => t)).toEqual(['s']);
    expect(cells.filter(({ t, v }) => t === 'n' && Number(v) > 1e12)).toEqual([]);
  });

  test('are text in Arrow and Parquet', async () => {
    const arrow = tableFromIPC(readFileSync(join(office.root, 'findings.arrow')));
    expect(String(arrow.schema.fields.find(({ name }) => name === 'resident_id')?.type)).toBe('Utf8');
    const parquet = await query(
      `select column_type from (describe select resident_id from '${join(office.root, 'findings.parquet')}')`,
    );
    expect(parquet).toEqual([{ column_type: 'VARCHAR' }]);
  });

  test('are quoted in JSON', () => {
    expect(readFileSync(join(office.root, 'findings.json'), 'utf8')).toContain(`"resident_id":"${id}"`);
  });
});

test.each(['leads', 'files', 'links', 'payments', 'refused', 'ignored'])(
  'the export of %s has as many rows as there are',
  async (what) => {
    const counts: Record<string, number> = {
      leads: 2,
      files: 4,
      // the rows of the people with a finding or a lead: nobody else's link has anything to explain
      links: 10,
      payments: 20,
      refused: 0,
      ignored: 0,
    };
    const table = exportQueries().get(what);
    const out = join(office.root, `${what}.parquet`);
    const { warehouse } = await openPublished(office.workspace.builds);
    const rows = await exportTable(warehouse, table!, 'parquet', out).finally(() => warehouse.close());
    expect(rows).toBe(counts[what]);
    expect(await READERS.parquet(out)).toHaveLength(rows);
  },
);

test('a CSV begins with the mark by which a spreadsheet reads Chinese', () => {
  const bytes = readFileSync(join(office.root, 'findings.csv'));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

test('an export is written in the format that the name of its file ends with', async () => {
  const out = join(office.root, 'named.CSV');
  await office.run('export', 'findings', '--out', out);
  expect([...readFileSync(out).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  await office.run('export', 'findings', '--format', 'json', '--out', out);
  expect(readFileSync(out, 'utf8').trimStart()[0]).toBe('[');
});

test('an export that cannot be written leaves the earlier file as it was', async () => {
  const out = join(office.root, 'kept.csv');
  await office.run('export', 'findings', '--format', 'csv', '--out', out);
  const before = readFileSync(out);
  const ended = await office.run('export', 'nonsense', '--format', 'csv', '--out', out);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('findings, leads');
  expect(readFileSync(out).equals(before)).toBe(true);
});

describe('money and text in a spreadsheet', () => {
  test.each([...exportQueries().keys()])('%s has no amount that is a floating number', async (what) => {
    const out = join(office.root, `typed-${what}.parquet`);
    await office.run('export', what, '--format', 'parquet', '--out', out);
    const types = await query(
      `select column_name as name, column_type as type from (describe select * from '${out}')`,
    );
    const named = new Map(types.map(({ name, type }) => [name, type]));
    for (const { name, kind } of exportQueries().get(what)?.columns ?? [])
      expect([name, named.get(name)]).toEqual([name, kind === 'integer' ? 'BIGINT' : 'VARCHAR']);
  });

  test('a cell that begins like a formula is harmless in CSV, and a number with its sign stays one', async () => {
    const engine = await Warehouse.open(':memory:');
    const out = join(office.root, 'formulas.csv');
    const texts = ['=1+1', '+cmd', '-2+3', '@sum', '\t=1', '＝1', '-54.00', '+86', '李桂芬', ''];
    const rows = texts.map((text, index) => `(${index}, '${text}')`).join(', ');
    const columns = [
      { name: 'no', kind: 'integer' },
      { name: 'text', kind: 'text' },
    ] as const;
    const table = { name: 'x', columns, query: `select * from (values ${rows}) as x(no, text) order by no` };
    await exportTable(engine, table, 'csv', out).finally(() => engine.close());
    expect((await READERS.csv(out)).map(({ text }) => text)).toEqual([
      ...["'=1+1", "'+cmd", "'-2+3", "'@sum", "'\t=1", "'＝1"],
      ...['-54.00', '+86', '李桂芬', null],
    ]);
  });

  test('a fraction of a fen ends the export instead of being rounded away', async () => {
    const engine = await Warehouse.open(':memory:');
    const columns = [{ name: 'amount_fen', kind: 'integer' }] as const;
    const table = { name: 'x', columns, query: 'select 0.5 as amount_fen' };
    const written = exportTable(engine, table, 'parquet', join(office.root, 'fraction.parquet'));
    await expect(written.finally(() => engine.close())).rejects.toThrow('amount_fen is no whole number');
  });
});

test('findings of a build from before their grounds were kept are exported with none', async () => {
  const { builds } = office.workspace;
  const older = await Warehouse.open(warehousePath(builds, currentBuild(builds) ?? 0));
  await older.run('alter table result.finding drop column grounds');
  older.close();
  const rows = await exported('findings', 'csv');
  expect(rows).toHaveLength(2);
  expect(rows.map(({ grounds }) => grounds)).toEqual(['[]', '[]']);
});
