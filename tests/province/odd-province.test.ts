import { copyFileSync, cpSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { businessDay } from '../../casework/business-day.ts';
import { addCalendarDays } from '../../core/working-days.ts';
import { type ProvinceResult, runProvince } from '../../pipelines/province/run-province.ts';
import { MANIFEST, type Manifest, manifestText, readManifest } from '../../pipelines/publication/manifest.ts';
import { csv, PAYEES, payee } from '../night/small-office.ts';
import { appointSupervisor } from '../night/supervisor.ts';
import { rostersOf, SmallProvince } from './small-counties.ts';

const [both, later] = PAYEES;
if (!both || !later) throw new Error('too few');

let province: SmallProvince;
let mile: string;
let luxi: string;
let plain: ProvinceResult;

const run = (...from: string[]) => runProvince({ settings: province.office.workspace.settings, from });
const leadsOf = ({ leads }: ProvinceResult) =>
  leads.map(({ rule_id, county, name, first_month, last_month, amount_fen }) =>
    [rule_id, county, name, first_month, last_month, amount_fen].join(' '),
  );

/** Another folder with what one holds, its manifest changed and sealed anew, as another version or office would have written it. */
function likeIn(
  folder: string,
  name: string,
  change: (said: Manifest) => Partial<Manifest> = () => ({}),
): string {
  const out = join(province.root, name);
  cpSync(folder, out, { recursive: true });
  const said = readManifest(folder) ?? expect.unreachable();
  writeFileSync(join(out, MANIFEST), manifestText({ ...said, ...change(said) }));
  return out;
}

beforeAll(async () => {
  province = new SmallProvince();
  // one county has sent half a year, the other two months of it
  await province.publishCounty(
    '弥勒市',
    rostersOf(
      [202201, 202202, 202203, 202204, 202205, 202206],
      [both, later, payee(5)].map((one) => ({ ...one, since: 202001 })),
    ),
  );
  await province.publishCounty(
    '泸西县',
    rostersOf(
      [202205, 202206],
      [
        { ...both, since: 202205 },
        { ...later, since: 202206 },
        { ...payee(6), since: 202001 },
      ],
    ),
  );
  [mile = '', luxi = ''] = province.folders;
  plain = await run(mile, luxi);
});
afterAll(() => province.remove());

test('counties with different months are compared over those that both have; one month in common is handing over', () => {
  expect(leadsOf(plain)).toEqual([`transfer/two-places 532527 ${both.name} 202205 202206 43600`]);
  expect(plain.left_out).toEqual([]);
});

test('a folder may be called what somebody calls it', async () => {
  const odd = likeIn(mile, "省 厅's;共享--盘 (1) %20 $x/弥勒 市");
  expect(leadsOf(await run(odd, luxi))).toEqual(leadsOf(plain));
});

test('what a later version publishes beside the rest is passed over', async () => {
  const newer = likeIn(luxi, 'newer', (said) => {
    const [first] = said.tables;
    if (first === undefined) throw new Error('no tables');
    const file = 'canonical.later_table.parquet';
    copyFileSync(join(luxi, said.folder, first.file), join(province.root, 'newer', said.folder, file));
    const widened = { ...first, columns: [...first.columns, { name: 'later', type: 'VARCHAR' }] };
    return { tables: [widened, ...said.tables.slice(1), { ...first, table: 'canonical.later_table', file }] };
  });
  const found = await run(mile, newer);
  expect(found.left_out).toEqual([]);
  expect(leadsOf(found)).toEqual(leadsOf(plain));
});

describe('of a folder that cannot be read nothing is read, and the others are asked', () => {
  const withoutLast = (said: Manifest, kind: string): Partial<Manifest> => {
    const last = said.tables.findLast(({ table }) => table.startsWith(kind));
    return { tables: said.tables.filter((table) => table !== last) };
  };
  const FOLDERS: [what: string, code: string, make: () => string][] = [
    ['that is not there', 'publication-no-folder', () => join(province.root, 'nowhere')],
    [
      'whose copying is under way',
      'publication-missing',
      () => {
        const half = likeIn(mile, 'half');
        rmSync(join(half, MANIFEST));
        return half;
      },
    ],
    [
      'of which a file was cut short',
      'publication-broken',
      () => {
        const cut = likeIn(mile, 'cut');
        const { folder, tables } = readManifest(cut) ?? expect.unreachable();
        const path = join(cut, folder, tables[0]?.file ?? '');
        truncateSync(path, statSync(path).size - 1);
        return cut;
      },
    ],
    [
      'of an older version without a table',
      'publication-older-version',
      () => likeIn(mile, 'no-table', (said) => withoutLast(said, 'canonical.')),
    ],
    [
      'of an older version without a parameter',
      'publication-older-version',
      () => likeIn(mile, 'no-parameter', (said) => withoutLast(said, 'parameter.')),
    ],
    [
      'of an older version without a column',
      'publication-older-version',
      () =>
        likeIn(mile, 'no-column', ({ tables }) => ({
          tables: tables.map((one) =>
            one.table === 'canonical.roster_line' ? { ...one, columns: one.columns.slice(1) } : one,
          ),
        })),
    ],
    [
      'of another version with a column of another type',
      'publication-older-version',
      () =>
        likeIn(mile, 'other-type', ({ tables }) => ({
          tables: tables.map((one) =>
            one.table === 'canonical.roster_line'
              ? { ...one, columns: one.columns.map((column) => ({ ...column, type: 'VARCHAR' })) }
              : one,
          ),
        })),
    ],
  ];

  test.each(FOLDERS)('a folder %s: %s', async (_what, code, make) => {
    const folder = make();
    const found = await run(folder, luxi);
    expect(found.left_out.map((one) => [one.folder, one.refusal.code])).toEqual([[folder, code]]);
    expect(found.counties.map(({ name }) => name)).toEqual(['泸西县']);
    await expect(run(folder)).rejects.toMatchObject({ code });
  });

  test('the command names all of them at once, ends with 3, and hands nothing down', async () => {
    appointSupervisor(province.office);
    const bad = [join(province.root, 'nowhere'), join(province.root, 'half')];
    const told = await province.office.run('--json', 'province', 'run', '--from', mile, ...bad, luxi);
    expect(told.code).toBe(3);
    expect(JSON.parse(told.stdout)).toMatchObject({
      counties: [{ name: '弥勒市' }, { name: '泸西县' }],
      left_out: [
        { folder: bad[0], code: 'publication-no-folder' },
        { folder: bad[1], code: 'publication-missing' },
      ],
    });
    const term = addCalendarDays(businessDay(new Date().toISOString()), 30).on;
    const down = await province.office.run(
      ...['--json', 'province', 'run', '--from', mile, ...bad, luxi, '--reply-due-on', term, '--as', 'li'],
    );
    expect(down.code).toBe(3);
    const { error } = JSON.parse(down.stdout) as { error: { code: string; zh: string } };
    expect(error.code).toBe('counties-left-out');
    for (const folder of bad) expect(error.zh).toContain(folder);
  });
});

test('two publications of one county, or one under another key, are not run: which of them counts is for a person to say', async () => {
  mkdirSync(join(province.root, 'again'), { recursive: true });
  await expect(run(mile, likeIn(mile, 'again/弥勒市'), luxi)).rejects.toMatchObject({ code: 'county-twice' });
  const keyed = likeIn(luxi, 'keyed', () => ({ key: 'another' }));
  await expect(run(mile, keyed)).rejects.toMatchObject({ code: 'keys-differ' });
});

test('a county whose publication goes away while the others are asked is named, and nothing is made of what was read', async () => {
  const going = likeIn(luxi, 'going');
  const { folder } = readManifest(going) ?? expect.unreachable();
  const asked: string[] = [];
  const refused = runProvince({
    settings: province.office.workspace.settings,
    from: [mile, going],
    tell: ({ name }) => {
      asked.push(name);
      // as publishing twice removes it
      rmSync(join(going, folder), { recursive: true });
    },
  });
  await expect(refused).rejects.toMatchObject({
    code: 'publication-gone',
    zh: expect.stringContaining(going),
  });
  expect(asked).toHaveLength(1);
});

test('a county with 州 in its own name has left to others only whom they took over from it by that name', async () => {
  const [from, elsewhere] = [payee(7), payee(8)];
  const months = [202201, 202202, 202203, 202204, 202205, 202206];
  await province.publishCounty(
    '林州市',
    rostersOf(
      months,
      [from, elsewhere].map((one) => ({ ...one, since: 202001 })),
    ),
  );
  await province.publishCounty('安阳县', {
    ...rostersOf(months, [{ ...payee(9), since: 202001 }]),
    '关系转入台账.csv': csv([
      ['姓名', '身份证号', '转出地', '转入地', '转入日期', '转移状态'],
      [from.name, from.residentId, '林州市', '安阳县', '2022-03-05', '已完成'],
      [elsewhere.name, elsewhere.residentId, '禹州市', '安阳县', '2022-03-05', '已完成'],
    ]),
  });
  expect(leadsOf(await run(...province.folders.slice(-2)))).toEqual([
    `transfer/paid-after-leaving 410581 ${from.name} 202204 202206 65400`,
  ]);
});

test('a county that has paid nobody, and one county alone, are a province, too', async () => {
  await province.publishCounty('石屏县', rostersOf([202206], []));
  const found = await run(mile, luxi, province.folders.at(-1) ?? '');
  expect(leadsOf(found)).toEqual(leadsOf(plain));
  expect((await run(mile)).leads).toEqual([]);
});
