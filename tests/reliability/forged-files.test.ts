import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../core/hash.ts';
import { loadReceipts, type Receipt, writeReceipt } from '../../reading/receiving/receipt.ts';
import { sealFolder } from '../../storage/folder-seal.ts';
import { Office } from '../night/office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from '../night/small-office.ts';
import { isLong } from '../support/is-long.ts';

/** Whoever alters a file of the folder and knows how the program seals it, and seals it again. */
describe('files that somebody altered and sealed again', () => {
  let whole: Office;
  beforeAll(async () => {
    whole = new Office();
    for (const month of [202211, 202212]) whole.put(rosterName(month), roster(month));
    whole.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220615' }]));
    await whole.night();
    await whole.night();
  });
  afterAll(() => whole.remove());

  const police = (office: Office): Receipt => {
    const found = loadReceipts(office.workspace.received).find(({ name }) => name === POLICE_LIST);
    if (found === undefined) throw new Error('the list of deaths was not received');
    return found;
  };
  const below = (folder: string, end: string): string =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(end))
      .map((name) => join(folder, name))[0] ?? '';
  const readingOf = (office: Office) =>
    below(join(office.workspace.received, police(office).hash), 'reading.json');
  const newest = (office: Office) => join(office.workspace.builds, String(office.currentBuild()));

  const FORGERIES: readonly [what: string, named: string, forge: (office: Office) => void][] = [
    [
      'what reading a file came to',
      'seal.json',
      (office) => {
        const path = readingOf(office);
        writeFileSync(path, readFileSync(path, 'utf8').replace(/"used":\d+/, '"used":0'));
        sealFolder(dirname(path));
      },
    ],
    [
      'the rows of another file in the place of its own',
      'seal.json',
      (office) => {
        const own = below(dirname(readingOf(office)), '.parquet');
        const other = loadReceipts(office.workspace.received).find(({ name }) => name !== POLICE_LIST);
        cpSync(below(join(office.workspace.received, other?.hash ?? ''), '.parquet'), own);
        sealFolder(dirname(own));
      },
    ],
    [
      'a reading with no seal any more',
      'seal.json',
      (office) => rmSync(join(dirname(readingOf(office)), 'seal.json')),
    ],
    [
      'the build before in the place of the published one',
      'not what was published',
      (office) => {
        cpSync(
          join(office.workspace.builds, '1', 'warehouse.duckdb'),
          join(newest(office), 'warehouse.duckdb'),
        );
        sealFolder(newest(office));
      },
    ],
    [
      'a received file taken away with its receipt',
      'is gone as a whole',
      (office) => rmSync(join(office.workspace.received, police(office).hash), { recursive: true }),
    ],
    [
      'a received file under another name',
      'is not called what it was',
      (office) => writeReceipt(office.workspace.received, { ...police(office), name: '2021年死亡名单.csv' }),
    ],
    [
      'a received file that never arrived',
      'no record tells that it arrived',
      (office) => {
        const content = Buffer.from('姓名,公民身份号码,死亡日期\n');
        const hash = sha256Hex(content);
        const receipt = { ...police(office), hash, sequence: 99, name: '新.csv', bytes: content.length };
        writeReceipt(office.workspace.received, receipt);
        writeFileSync(join(office.workspace.received, hash, receipt.kept_as), content);
      },
    ],
    [
      'two received files in each other’s place',
      'altered',
      (office) => {
        const [one, other] = loadReceipts(office.workspace.received).map(({ hash, kept_as }) =>
          join(office.workspace.received, hash, kept_as),
        );
        renameSync(one ?? '', `${one}.away`);
        renameSync(other ?? '', one ?? '');
        renameSync(`${one}.away`, other ?? '');
      },
    ],
  ];

  it.each(FORGERIES)('are found and named: %s', async (_what, named, forge) => {
    const office = whole.copy();
    try {
      forge(office);
      const { code, stdout } = await office.run('doctor', '--all');
      expect([code, stdout]).toEqual([4, expect.stringContaining(named)]);
    } finally {
      office.remove();
    }
  });

  it.runIf(isLong)(
    'are not believed by the next night: what can be made again is, and finds what was there before',
    async () => {
      const office = whole.copy();
      try {
        const before = (await office.standing()).map(({ finding_key }) => finding_key).sort();
        expect(before.length).toBeGreaterThan(0);
        for (const [, named, forge] of FORGERIES)
          if (named === 'seal.json' || named.startsWith('not what')) forge(office);
        const night = await office.runNight();
        expect(night).toMatchObject({ code: 0 });
        expect(night.stderr).toContain('read again');
        expect(night.stderr).toContain('is made anew');
        expect((await office.standing()).map(({ finding_key }) => finding_key).sort()).toEqual(before);
        expect((await office.run('doctor', '--all')).stdout).toContain('0 missing or altered');
      } finally {
        office.remove();
      }
    },
  );
});
