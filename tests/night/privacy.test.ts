import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteName, quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import type { Ended } from '../support/command-here.ts';
import { asIfRead } from './as-if-read.ts';
import { Office } from './office.ts';
import { csv, PAYEES, POLICE_LIST, payee, policeList, roster, rosterName, workbook } from './small-office.ts';

const CERTIFICATES = '卫健局死亡医学证明登记表.csv';
const CERTIFICATES_2 = '卫健局死亡医学证明登记表（第二批）.xlsx';
const CAUSES = ['肝恶性肿瘤晚期', '慢性阻塞性肺病', '脑干出血后遗症'] as const;
const CERTIFICATE_HEADER = ['死亡证编号', '死者姓名', '身份证号码', '死亡日期', '死因', '填表日期'];

let office: Office;
let night: Ended;

beforeAll(async () => {
  office = new Office();
  office.put(rosterName(202206), roster(202206));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220531' }]));
  const certificate = (index: number, name: string, on: string, cause: string) => [
    `53252022000${index}`,
    name,
    payee(index).residentId,
    on,
    cause,
    '20220602',
  ];
  office.put(
    CERTIFICATES,
    csv([
      CERTIFICATE_HEADER,
      certificate(0, payee(0).name, '20220531', CAUSES[0]),
      certificate(1, payee(1).name, '不详', CAUSES[1]),
    ]),
  );
  office.put(
    CERTIFICATES_2,
    workbook({ 登记: [CERTIFICATE_HEADER, certificate(2, payee(2).name, '20220601', CAUSES[2])] }),
  );
  office.put(
    '无关.csv',
    csv([
      ['甲', '乙'],
      [payee(4).name, payee(4).residentId],
    ]),
  );
  night = await office.runNight();
});
afterAll(() => office.remove());

function log(): string {
  return readFileSync(join(office.workspace.log, 'hedui.log'), 'utf8');
}

/** What of a person must not stand in full where people other than the investigators look. */
function leaks(text: string): string[] {
  return PAYEES.flatMap(({ name, residentId, account }) => [name, residentId, account]).filter((secret) =>
    text.includes(secret),
  );
}

describe('the log and the screen of a night', () => {
  test('name nobody in full, neither by number nor by account nor by name', () => {
    expect(night.code).toBe(3);
    expect(leaks(log())).toEqual([]);
    expect(leaks(night.stderr)).toEqual([]);
    expect(leaks(night.stdout)).toEqual([]);
  });

  test('still tell two people apart by what is left of them', () => {
    expect(night.stdout).toContain('普**');
  });
});

describe('a night that fails', () => {
  test('names nobody in full, though the fault quotes a value', async () => {
    const path = staged(office, 'payout-roster')[0]!;
    const before = readFileSync(path);
    try {
      for (const value of ["coalesce(resident_id_cleaned, resident_id) || ' ' || account_no", 'name']) {
        await spoilSheetNumber(path, before, value);
        const failed = await office.runNight('--json');
        expect(failed.code).toBe(1);
        expect(failed.stderr).toMatch(/could not convert string/i);
        expect(leaks(failed.stderr)).toEqual([]);
        expect(leaks(failed.stdout)).toEqual([]);
      }
      expect(log()).toMatch(/could not convert string/i);
      expect(leaks(log())).toEqual([]);
    } finally {
      writeFileSync(path, before);
      asIfRead(office.home, dirname(path));
    }
  });
});

/** Damages staged rows so that the engine stumbles over a text where a number must stand, and quotes it. */
async function spoilSheetNumber(path: string, whole: Buffer, value: string): Promise<void> {
  const [source, spoilt] = [`${path}.whole`, `${path}.spoilt`];
  writeFileSync(source, whole);
  const engine = await Warehouse.open(':memory:');
  try {
    await engine.run(
      `copy (select * replace (${value} as sheet_no) from read_parquet(${quoteText(source)})) to ${quoteText(spoilt)} (format parquet)`,
    );
  } catch (error) {
    throw new Error('the staged rows could not be damaged', { cause: error });
  } finally {
    engine.close();
    rmSync(source);
  }
  renameSync(spoilt, path);
  // as if reading had come to it: a reading that is merely damaged is read again
  asIfRead(office.home, dirname(path));
}

describe('the cause of a death', () => {
  test('stands nowhere in the workspace but in the file as received', async () => {
    const originals = filesBelow(office.home).filter((path) => /received\/[0-9a-f]+\/original\./.test(path));
    expect(originals.some((path) => readFileSync(path, 'utf8').includes(CAUSES[0]))).toBe(true);
    const others = filesBelow(office.home).filter((path) => !originals.includes(path));
    expect(others.length).toBeGreaterThan(10);
    for (const path of others) {
      const text = path.endsWith('.parquet')
        ? await allText([`select * from read_parquet(${quoteText(path)})`], ':memory:')
        : readFileSync(path, 'utf8');
      for (const cause of CAUSES) expect(text.includes(cause), path).toBe(false);
    }
  });

  test('is not shown where a finding is explained by the certificate', async () => {
    const [finding] = await office.standing();
    expect(finding?.evidence).toContain(CERTIFICATES);
    for (const options of [['--unmasked'], ['--json']]) {
      const told = await office.run('explain', finding!.finding_id, ...options);
      expect(told).toMatchObject({ code: 0 });
      expect(told.stdout).toContain('死亡证编号');
      for (const cause of CAUSES) expect(told.stdout).not.toContain(cause);
    }
  });

  test('stands in no table of the build, not even in a refused row', async () => {
    const { builds } = office.workspace;
    const path = join(builds, office.currentBuild(), 'warehouse.duckdb');
    const tables = await office.read<{ table_schema: string; table_name: string }>(
      'select table_schema, table_name from information_schema.tables',
    );
    const refused = await office.read<{ cells: string }>(
      `select cells from refused where file = '${CERTIFICATES}'`,
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]?.cells).toContain('不详');
    const text = await allText(
      tables.map(
        ({ table_schema, table_name }) => `select * from ${quoteName(table_schema)}.${quoteName(table_name)}`,
      ),
      path,
    );
    expect(text).toContain(payee(0).residentId);
    for (const cause of CAUSES) expect(text).not.toContain(cause);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function staged(of: Office, source: string): string[] {
  return filesBelow(of.workspace.received).filter((path) => path.includes(`staged.${source}.`));
}

async function allText(queries: readonly string[], path: string): Promise<string> {
  const engine = path === ':memory:' ? await Warehouse.open(path) : await Warehouse.openReadOnly(path);
  try {
    const texts: string[] = [];
    for (const query of queries) texts.push(JSON.stringify(await engine.rows(query)));
    return texts.join('\n');
  } finally {
    engine.close();
  }
}
