import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import type { Manifest } from '../../pipelines/publication/manifest.ts';
import { readPublication } from '../../pipelines/publication/read-publication.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { ended, Office } from '../night/office.ts';
import { PAYEES, POLICE_LIST, payee, policeList, roster, rosterName } from '../night/small-office.ts';
import { appointSupervisor } from '../night/supervisor.ts';
import { fillUp, mountSmallDisk, unmountDisk } from '../support/small-disk.ts';

const root = mkdtempSync(join(tmpdir(), 'hedui-published-'));
const share = join(root, '弥勒');
const disk = mountSmallDisk('2m');
let office: Office;

const place = (name: string): string => {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  return path;
};

beforeAll(async () => {
  mkdirSync(share);
  office = new Office();
  office.settle('office: 弥勒市城乡居民社会养老保险管理中心\n');
  office.put(rosterName(202206), roster(202206));
  office.put(rosterName(202207), roster(202207));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220531' }]));
  await office.night();
});
afterAll(() => {
  office.remove();
  rmSync(root, { recursive: true });
  unmountDisk(disk);
});

const publishTo = (folder: string, ...options: string[]) =>
  office.run('--json', 'publish', '--to', folder, ...options);

async function rowsOf(folder: string, ...tables: string[]): Promise<Record<string, unknown>[]> {
  const { fileOf } = readPublication(folder);
  const warehouse = await Warehouse.open(':memory:');
  try {
    const read = tables.map((table) => warehouse.rows(`select * from read_parquet('${fileOf(table)}')`));
    return (await Promise.all(read)).flat();
  } finally {
    warehouse.close();
  }
}

/** Every text that stands in a publication. */
async function textsOf(folder: string): Promise<string[]> {
  const tables = readPublication(folder).manifest.tables.map(({ table }) => table);
  const cells = (await rowsOf(folder, ...tables)).flatMap((row) => Object.values(row));
  return [...new Set(cells.filter((cell) => typeof cell === 'string'))];
}

describe('a published night', () => {
  test('leaves with its counts, its money to the fen, its hashes, and until when each list speaks', async () => {
    const done = await publishTo(share);
    expect([done.code, done.stderr]).toEqual([0, '']);
    const { manifest } = readPublication(share);
    expect(manifest).toEqual(JSON.parse(done.stdout));
    expect(manifest).toMatchObject({
      county: { code: '532504', name: '弥勒市' },
      as_of: '2022-12-31',
      key: null,
    });
    const lines = manifest.tables.find(({ table }) => table === 'canonical.roster_line');
    expect(lines).toMatchObject({
      rows: 20,
      totals_fen: { total_fen: 20 * 21_800, account_fen: 20 * 10_000 },
    });
    expect(await rowsOf(share, 'canonical.roster_line')).toHaveLength(20);
    expect(manifest.sources).toContainEqual(
      expect.objectContaining({ source: 'payout-roster', rows: 20, first_month: 202206, last_month: 202207 }),
    );
    expect(manifest.rules).toContainEqual(
      expect.objectContaining({ rule_id: 'deceased/paid-after-death', findings: 1, amount_fen: 43_600 }),
    );
    expect(manifest.claimed_fen).toBe(43_600);
  });

  test('keeps at home what only supervision may see, what no rule reads, and what is derived again', () => {
    const { tables } = readPublication(share).manifest;
    const names = tables.map(({ table }) => table);
    for (const name of [
      'operation_entry',
      'change_entry',
      'suspect_item',
      'statement_line',
      'benefit_payment',
    ])
      expect(names).not.toContain(`canonical.${name}`);
  });

  test('leaves under the key of the province with no number in it, and equal numbers stay equal', async () => {
    const key = join(root, 'province.key');
    writeFileSync(key, randomBytes(32));
    const folder = place('keyed');
    expect(await publishTo(folder, '--key', key)).toMatchObject({ code: 0 });
    const texts = await textsOf(folder);
    const digits = texts.filter((text) => /\d{15}/.test(text) && !/^H[0-9a-f]{32}$/.test(text));
    expect(digits).toEqual([]);
    const told = texts.join('\n');
    for (const { residentId, account } of PAYEES) {
      expect(told).not.toContain(residentId);
      expect(told).not.toContain(account);
    }
    const people = await rowsOf(folder, 'canonical.person');
    const uses = await rowsOf(folder, 'canonical.identity_use');
    expect(new Set(uses.map((use) => use.resident_id))).toEqual(
      new Set(people.map((one) => one.resident_id)),
    );
    const plain = await rowsOf(share, 'canonical.person');
    const known = new Set(plain.map((one) => one.person_id));
    expect(people.filter((one) => known.has(one.person_id))).toEqual([]);
    const { manifest } = readPublication(folder);
    expect(manifest.rules).toEqual(readPublication(share).manifest.rules);
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).not.toContain(
      readFileSync(key).toString('hex').slice(0, 16),
    );
  });

  test('is recorded before it leaves, and names who took it as soon as the office has users', async () => {
    const named = office.copy();
    appointSupervisor(named);
    const nobody = await named.run('publish', '--to', place('named'));
    expect(nobody.code).toBe(3);
    expect(existsSync(join(root, 'named', 'manifest.json'))).toBe(false);
    const done = await named.run('publish', '--to', place('named'), '--as', 'li');
    expect([done.code, done.stderr]).toEqual([0, '']);
    using ledger = openOfficeLedger(openOffice(named.home), 'read');
    const taken = [...readStreams(ledger, ['access'])].filter(({ actor }) => actor === 'li');
    expect(taken).toMatchObject([
      {
        type: 'DataExported',
        subject_id: 'publication',
        actor: 'li',
        payload: { county: '弥勒市', numbers: 'plain', run: 1, reason: '向上级发布核对数据' },
      },
    ]);
    named.remove();
  });
});

describe('a newer publication', () => {
  test('replaces the older one, which stays until the next for whoever is reading it', async () => {
    const folder = place('replaced');
    const made: Manifest[] = [];
    for (let time = 0; time < 3; time += 1)
      made.push(JSON.parse((await publishTo(folder)).stdout) as Manifest);
    expect(readPublication(folder).manifest).toEqual(made[2]);
    const folders = readdirSync(folder).filter((name) => name.startsWith('night-'));
    expect(folders.sort()).toEqual([made[1]?.folder, made[2]?.folder].sort());
  });

  test('that is killed at any moment leaves the older one whole, and the next one clears up after it', async () => {
    const folder = place('killed');
    const before = JSON.parse((await publishTo(folder)).stdout) as Manifest;
    for (const files of [1, 20, 60]) {
      const child = office.start('publish', '--to', folder);
      const end = ended(child);
      while (child.exitCode === null && writtenIn(folder, before.folder) < files)
        await new Promise((done) => setTimeout(done, 1));
      child.kill('SIGKILL');
      expect((await end).signal).toBe('SIGKILL');
      expect(readPublication(folder).manifest).toEqual(before);
    }
    const after = JSON.parse((await publishTo(folder)).stdout) as Manifest;
    expect(readPublication(folder).manifest).toEqual(after);
    expect(
      readdirSync(folder)
        .filter((name) => name.startsWith('night-'))
        .sort(),
    ).toEqual([before.folder, after.folder].sort());
  }, 120_000);
});

/** Files of a publication that is under way. */
function writtenIn(folder: string, named: string): number {
  const draft = readdirSync(folder).find((name) => name.startsWith('night-') && name !== named);
  return draft === undefined ? 0 : readdirSync(join(folder, draft)).length;
}

describe('what cannot be published is said in both languages', () => {
  const refused = async (code: string, ...argv: string[]) => {
    const said = await office.run('--json', 'publish', ...argv);
    expect(JSON.parse(said.stdout)).toMatchObject({ error: { code } });
    expect(said.stderr).not.toContain('    at ');
    expect(said.code).toBeGreaterThan(1);
  };

  test('a folder that is not there, or is a file', async () => {
    await refused('publication-no-folder', '--to', join(root, 'nowhere'));
    writeFileSync(join(root, 'a-file'), '');
    await refused('publication-no-folder', '--to', join(root, 'a-file'));
  });

  test('a night that was not published', async () => {
    const empty = new Office();
    empty.settle('office: 弥勒市城乡居民社会养老保险管理中心\n');
    const said = await empty.run('--json', 'publish', '--to', place('empty'));
    expect(JSON.parse(said.stdout)).toMatchObject({ error: { code: 'no-published-build' } });
    empty.remove();
  });

  test('another county’s folder, and a later day', async () => {
    const folder = place('other');
    await publishTo(folder);
    await refused('publication-of-another', '--to', folder, '--county', '泸西县');
    const earlier = new Office();
    earlier.settle('office: 弥勒市城乡居民社会养老保险管理中心\n');
    earlier.put(rosterName(202206), roster(202206));
    await earlier.night('2022-11-30');
    const said = await earlier.run('--json', 'publish', '--to', folder);
    expect(JSON.parse(said.stdout)).toMatchObject({ error: { code: 'publication-older' } });
    earlier.remove();
  });

  test('a county that nobody can tell, or that several cities have; a province is told by its code', async () => {
    await refused('county-unknown', '--to', place('unknown'), '--county', '某县');
    await refused('county-several', '--to', place('several'), '--county', '市中区');
    const inCity = await publishTo(place('in-city'), '--county', '枣庄市市中区');
    expect(JSON.parse(inCity.stdout)).toMatchObject({ county: { code: '370402', name: '市中区' } });
    const own = await publishTo(place('own-lists'), '--county', '530000云南省');
    expect(JSON.parse(own.stdout)).toMatchObject({ county: { code: '530000', name: '云南省' } });
  });

  test('a key that is not there, too short, or beside the data', async () => {
    const folder = place('keys');
    await refused('key-missing', '--to', folder, '--key', join(root, 'none.key'));
    writeFileSync(join(root, 'short.key'), 'abc');
    await refused('key-too-short', '--to', folder, '--key', join(root, 'short.key'));
    writeFileSync(join(folder, 'beside.key'), randomBytes(32));
    await refused('key-not-apart', '--to', folder, '--key', join(folder, 'beside.key'));
  });

  test.skipIf(disk === null)('a disk that is full or may not be written', async () => {
    const full = disk ?? '';
    expect(await publishTo(full)).toMatchObject({ code: 0 });
    const before = readPublication(full).manifest;
    const filler = fillUp(full, 60_000);
    await refused('disk-full', '--to', full);
    rmSync(filler);
    expect(readPublication(full).manifest).toEqual(before);
    expect(readdirSync(full).filter((name) => name.startsWith('night-'))).toEqual([before.folder]);
    const locked = mkdtempSync(join(tmpdir(), 'hedui-read-only-'));
    execFileSync('mount', ['--bind', full, locked]);
    execFileSync('mount', ['-o', 'remount,bind,ro', locked]);
    try {
      await refused('not-writable', '--to', locked);
      expect(readPublication(locked).manifest).toEqual(before);
    } finally {
      execFileSync('umount', ['--lazy', locked]);
      rmSync(locked, { recursive: true });
    }
  });
});

describe('what is read of a publication', () => {
  const copyOf = (name: string): { folder: string; manifest: Manifest } => {
    const folder = place(name);
    const { manifest } = readPublication(share);
    mkdirSync(join(folder, manifest.folder));
    for (const file of readdirSync(join(share, manifest.folder)))
      copyFileSync(join(share, manifest.folder, file), join(folder, manifest.folder, file));
    copyFileSync(join(share, 'manifest.json'), join(folder, 'manifest.json'));
    return { folder, manifest };
  };
  const codeOf = (folder: string): string => {
    try {
      readPublication(folder);
      return 'read';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test('is all of it or nothing: a copy without its manifest, without a file, with a changed byte or figure', () => {
    expect(codeOf(copyOf('whole').folder)).toBe('read');
    const bare = copyOf('bare');
    rmSync(join(bare.folder, 'manifest.json'));
    expect(codeOf(bare.folder)).toBe('publication-missing');
    const cut = copyOf('cut');
    truncateSync(join(cut.folder, 'manifest.json'), 2_000);
    expect(codeOf(cut.folder)).toBe('publication-broken');
    const less = copyOf('less');
    rmSync(join(less.folder, less.manifest.folder, 'canonical.person.parquet'));
    expect(codeOf(less.folder)).toBe('publication-broken');
    const flipped = copyOf('flipped');
    const path = join(flipped.folder, flipped.manifest.folder, 'canonical.roster_line.parquet');
    const bytes = readFileSync(path);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(codeOf(flipped.folder)).toBe('publication-broken');
    const figure = copyOf('figure');
    const said = join(figure.folder, 'manifest.json');
    writeFileSync(said, readFileSync(said, 'utf8').replace('"claimed_fen": 43600', '"claimed_fen": 53600'));
    expect(codeOf(figure.folder)).toBe('publication-broken');
  });

  test('is not what a later version has laid out otherwise', () => {
    const later = copyOf('later');
    const said = join(later.folder, 'manifest.json');
    writeFileSync(said, readFileSync(said, 'utf8').replace('"format": 1', '"format": 2'));
    expect(codeOf(later.folder)).toBe('publication-newer-format');
  });
});
