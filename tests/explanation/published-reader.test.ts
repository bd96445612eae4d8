import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPublishedReader } from '../../explanation/published-reader.ts';
import { sourceRow } from '../../explanation/rows/source-row.ts';
import { ruleCatalogue } from '../../explanation/rule-catalogue.ts';
import { listSourcesState } from '../../explanation/sources-state.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { Office } from '../night/office.ts';
import { csv, payee, rosterName, rosterRows } from '../night/small-office.ts';
import { ExplainedOffice } from './explained-office.ts';

const POLICE = '公安局户籍注销人员名单.csv';
const HEADER = ['姓名', '公民身份号码', '注销原因', '死亡日期', '注销日期', '疾病'];
const dead = payee(0);
/** The number as the police mistyped it, two digits of it: no longer valid, and no proof by itself. */
const slipped = dead.residentId.replace(/^(.{3})(.)(.{10})(.)/, (_all, place, one, birth, two) =>
  [place, (Number(one) + 1) % 10, birth, (Number(two) + 2) % 10].join(''),
);

let small: ExplainedOffice;

beforeAll(async () => {
  const office = new Office();
  for (const month of [202205, 202206, 202207]) office.put(rosterName(month), csv(rosterRows(month)));
  office.put(
    POLICE,
    csv([
      HEADER,
      [dead.name, slipped, '死亡', '2022-05-20', '2022-05-25', '某病'],
      [payee(1).name, payee(1).residentId, '死亡', '2022-07-01', '2022-07-02', '另一种病'],
    ]),
  );
  await office.night('2022-08-31');
  small = new ExplainedOffice(office);
});

afterAll(() => small.remove());

describe('a death under a damaged number', () => {
  test('the link is weak: said as a caution, and every bar says what speaks for it', async () => {
    const findings = await small.caseOf('deceased/paid-after-death', dead.name);
    const told = await small.explain(findings);
    expect(findings[0]?.match_strength).not.toBe('confirmed');
    expect(told.cautions.map(({ code }) => code)).toContain('weak-link');
    const [link] = told.link;
    expect(link?.strength).toBe(findings[0]?.match_strength);
    expect(link?.bars.find(({ field }) => field === 'number')?.words).toMatch(/^身份证号相差/);
    expect(link?.bars.every(({ length }) => Math.abs(length) <= 1)).toBe(true);
    expect(told.months[0]?.totals.amount_fen).toBe(2 * 21_800);
    // what the sentence rests on stands beside it, with how sure it is
    expect(told.sentence.parts[0]?.grounds).toContainEqual({
      kind: 'inferred',
      text: '两边不是同一个有效号码，按姓名、出生等推断为同一人',
    });
    const english = await small.explain(findings, { language: 'en' });
    expect(english.link[0]?.bars.find(({ field }) => field === 'number')?.words).toMatch(
      /^ID numbers differ/,
    );
  });
});

describe('a row of a received file', () => {
  const asked = async (name: string) => {
    const findings = await small.caseOf('deceased/paid-after-death', name);
    const counter = findings[0]?.evidence.find(({ role }) => role === 'counter');
    if (!counter) throw new Error('no row contradicts the payments');
    return counter;
  };

  test('stands among its neighbours, masked, without what must not be kept', async () => {
    const { columns, rows, unavailable } = await sourceRow(small.reader, await asked(dead.name));
    expect(unavailable).toBeNull();
    expect(columns.map(({ header }) => header)).toEqual(HEADER.slice(0, -1));
    expect(rows.map(({ row, is_asked }) => [row, is_asked])).toEqual([
      [2, true],
      [3, false],
    ]);
    expect(rows[0]?.cells.map(({ text }) => text)).toEqual([
      '普**',
      `${slipped.slice(0, 6)}********${slipped.slice(-4)}`,
      '死亡',
      '2022-05-20',
      '2022-05-25',
    ]);
    expect(JSON.stringify(rows)).not.toContain('病');
  });

  test('is shown in full to whoever may see it; its neighbours are other people', async () => {
    const { rows } = await sourceRow(small.reader, { ...(await asked(dead.name)), unmasked: true });
    expect(rows[0]?.cells[1]).toEqual({ text: slipped, is_as_received: true });
    expect(rows[1]?.cells[0]?.text).toBe('昂**');
  });

  test('of a file that nobody sent, or of which nothing was left, is said to be unavailable', async () => {
    const row = await asked(dead.name);
    const nowhere = await sourceRow(small.reader, { ...row, file_hash: '../../../etc' });
    expect(nowhere.unavailable).toBe('现用的核对结果里没有这个文件');
    expect((await sourceRow(small.reader, { ...row, row: 40 })).unavailable).toBe('文件里没有读到这一行');
  });
});

describe('rules and sources as they were when the night ran', () => {
  test('every rule with its parameters, their dates and their basis', async () => {
    const rules = await ruleCatalogue(small.reader);
    expect(rules.length).toBeGreaterThan(20);
    const above = rules.find(({ rule_id: id }) => id === 'eligibility/amount-above-entitlement');
    expect(above?.parameters.find(({ name }) => name === 'basic_pension_rate')).toMatchObject({
      english: 'Monthly basic pension',
      rows: [{ valid_from: 202007, value: 11_300, basis: expect.stringContaining('中央93元') }],
      is_overridden: false,
    });
    expect(rules.find(({ rule_id: id }) => id === 'deceased/paid-after-death')).toMatchObject({
      family: 'deceased',
      finding_count: 1,
      definition: { sentence_en: expect.stringContaining('{name}') },
    });
  });

  test('a source past its rhythm is stale; one that never came is listed all the same', async () => {
    const sources = new Map((await listSourcesState(small.reader)).map((source) => [source.source, source]));
    expect(sources.get('police-death')).toMatchObject({
      last_file: POLICE,
      data_until: '2022-07-02',
      days_old: 60,
      is_stale: true,
      used: 2,
    });
    expect(sources.get('payout-roster')).toMatchObject({
      data_until: '2022-07',
      days_old: 31,
      is_stale: false,
    });
    expect(sources.get('cremation')).toMatchObject({ file_count: 0, last_file: null, is_stale: false });
  });
});

describe('the reader', () => {
  test('lets no query leave the build or the folder of received files', async () => {
    const outside = join(small.office.root, 'outside.csv');
    writeFileSync(outside, 'a\n1\n');
    await small.reader.use(async (build) => {
      await expect(build.rows(`select * from read_csv('${outside}')`)).rejects.toThrow(/disabled|Permission/);
      await expect(build.receivedRows(`select * from read_csv('${outside}')`)).rejects.toThrow(
        /disabled|Permission/,
      );
      await expect(build.rows('set enable_external_access = true')).rejects.toThrow();
      await expect(build.rows('delete from result.finding')).rejects.toThrow(/read-only/);
    });
  });

  test('tells what to do about a build that an older version made', async () => {
    const old = new Office();
    mkdirSync(join(old.workspace.builds, '7'), { recursive: true });
    const warehouse = await Warehouse.open(join(old.workspace.builds, '7', 'warehouse.duckdb'));
    await warehouse.run('create schema result; create table result.finding (finding_key varchar)');
    warehouse.close();
    writeFileSync(join(old.workspace.builds, 'current'), '7\n');
    const reader = openPublishedReader(old.home);
    await expect(ruleCatalogue(reader)).rejects.toThrow('由旧版本生成');
    await reader.close();
    old.remove();
  });

  test('answers many at once', async () => {
    const findings = await small.caseOf('deceased/paid-after-death', dead.name);
    const told = await Promise.all(Array.from({ length: 12 }, () => small.explain(findings)));
    for (const one of told) expect(one).toEqual(told[0]);
  });

  test('takes up the next night, and keeps the old build for whoever is still reading it', async () => {
    await small.reader.use(async (old) => {
      const count = 'select count(*)::integer as n from canonical.roster_month';
      small.office.put(rosterName(202208), csv(rosterRows(202208)));
      await small.office.night('2022-08-31');
      expect(await small.reader.use(async (build) => [build.build, await build.first(count)])).toEqual([
        2,
        { n: 4 },
      ]);
      expect([old.build, await old.first(count)]).toEqual([1, { n: 3 }]);
    });
    const findings = await small.caseOf('deceased/paid-after-death', dead.name);
    expect((await small.explain(findings)).run).toBe(2);
  });

  test('what was read from a file may be cleared away: the case still opens and says so', async () => {
    const findings = await small.caseOf('deceased/paid-after-death', dead.name);
    for (const { file_hash: hash } of findings[0]?.evidence ?? []) {
      for (const { name } of await small.office.read<{ name: string }>(
        `select regexp_extract(file, '(reading-[^/]+)', 1) as name from glob('${small.office.workspace.received}/${hash}/reading-*/*')`,
      )) {
        rmSync(join(small.office.workspace.received, hash, name), { recursive: true, force: true });
      }
      expect(existsSync(join(small.office.workspace.received, hash, 'receipt.json'))).toBe(true);
    }
    const told = await small.explain(findings);
    expect(told.sides[0]?.unreadable).toMatch(/看原文件/);
    expect(told.sides[0]?.right?.row).toBe(2);
    expect(told.months[0]?.ties).toBe(true);
  });
});
