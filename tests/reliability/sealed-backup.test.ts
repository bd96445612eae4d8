import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { Office } from '../night/office.ts';
import { PAYEES, POLICE_LIST, payee, policeList, roster, rosterName } from '../night/small-office.ts';

const office = new Office();
const key = join(office.root, 'office.key');
const backups = join(office.home, 'backups');
const first = join(backups, 'first.hedui-backup');

async function tell(...argv: string[]): Promise<Record<string, unknown>> {
  const ended = await office.run('--json', ...argv);
  expect(ended.code, ended.stderr + ended.stdout).toBe(0);
  return JSON.parse(ended.stdout) as Record<string, unknown>;
}

const refusal = async (at: Office, ...argv: string[]): Promise<[number | null, string]> => {
  const { code, stdout } = await at.run('--json', ...argv);
  return [code, (JSON.parse(stdout) as { error: { code: string } }).error.code];
};

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

beforeAll(async () => {
  office.put(rosterName(202212), roster(202212));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20221001' }]));
  await office.night();
}, 120_000);
afterAll(() => office.remove());

test('no backup is made unsealed unless somebody asks for it', async () => {
  expect(await refusal(office, 'backup')).toEqual([3, 'backup-key-missing']);
  const made = (await tell('backup', '--new-key', key)) as { key: string };
  expect(statSync(key).mode & 0o777).toBe(0o600);
  office.settle(`backup: { keys: ["${made.key}"] }\n`);
  expect(await refusal(office, 'backup', '--new-key', key)).toEqual([3, 'backup-exists']);
});

test('a sealed backup shows nobody, belongs to its owner alone, and needs no secret to be made', async () => {
  await tell('backup', '--out', first);
  const files = filesBelow(backups);
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    expect(statSync(file).mode & 0o077).toBe(0);
    const bytes = readFileSync(file);
    for (const { name, residentId } of PAYEES) {
      expect(bytes.includes(name)).toBe(false);
      expect(bytes.includes(residentId)).toBe(false);
    }
    expect(file).not.toMatch(/花名册|户籍/);
  }
});

test('what lies in the backup already is not written again; a piece that was damaged there is', async () => {
  const again = (await tell('backup', '--out', join(backups, 'second.hedui-backup'))) as Record<
    string,
    number
  >;
  expect(again.written).toBeLessThanOrEqual(1);
  expect(again.pieces).toBeGreaterThan(5);
  const copy = office.copy();
  const piece = filesBelow(join(copy.home, 'backups', 'pieces'))[0] ?? '';
  writeFileSync(piece, readFileSync(piece).fill(7, 90, 91));
  const { stdout } = await copy.run(
    '--json',
    'backup',
    '--out',
    join(copy.home, 'backups', 'third.hedui-backup'),
  );
  expect((JSON.parse(stdout) as { written: number }).written).toBeGreaterThanOrEqual(1);
  const third = join(copy.home, 'backups', 'third.hedui-backup');
  expect((await copy.run('restore', third, '--rehearse', '--key', key)).code).toBe(0);
  copy.remove();
});

test('a rehearsal proves the backup, says what would be lost and since when, and changes nothing', async () => {
  await tell('user', 'add', 'gong', '--role', 'administrator');
  const ledger = readFileSync(office.workspace.ledger);
  const told = await tell('restore', first, '--rehearse', '--key', key);
  expect(told).toMatchObject({
    ok: true,
    lost: { events: expect.any(Number), cases: 0, since: expect.stringMatching(/^20\d\d-/) },
  });
  expect((told as { lost: { events: number } }).lost.events).toBeGreaterThanOrEqual(1);
  expect(readFileSync(office.workspace.ledger).equals(ledger)).toBe(true);
  expect(readdirSync(office.home).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('another key opens nothing, and every bit that changed in a backup is noticed', async () => {
  const copy = office.copy();
  const other = join(copy.root, 'other.key');
  await copy.run('backup', '--new-key', other);
  const alone = join(copy.root, 'alone');
  const there = join(alone, 'only.hedui-backup');
  expect((await copy.run('backup', '--out', there)).code).toBe(0);
  expect(await refusal(copy, 'restore', there, '--rehearse', '--key', other)).toEqual([3, 'backup-sealed']);
  expect(await refusal(copy, 'restore', there, '--rehearse')).toEqual([2, 'backup-key-missing']);
  const needed = [there, ...filesBelow(join(alone, 'pieces'))];
  for (const [place, file] of needed.slice(0, 6).entries()) {
    const sound = readFileSync(file);
    const flipped = Buffer.from(sound);
    const at = Math.floor((flipped.length * (place + 1)) / 8);
    flipped[at] = (flipped[at] ?? 0) ^ 4;
    writeFileSync(file, flipped);
    const { code } = await copy.run('restore', there, '--rehearse', '--key', key);
    expect(code, `${file} ${at}`).toBe(3);
    writeFileSync(file, sound);
  }
  copy.remove();
});

test('an office whose machine is gone stands again, and its next night finds the same', async () => {
  const anew = new Office();
  cpSync(backups, join(anew.root, 'stick'), { recursive: true });
  const stick = join(anew.root, 'stick', 'first.hedui-backup');
  const { code, stderr } = await anew.run('restore', stick, '--key', key);
  expect(code, stderr).toBe(0);
  expect(loadReceipts(anew.workspace.received).map(({ name }) => name)).toEqual(
    loadReceipts(office.workspace.received).map(({ name }) => name),
  );
  expect(readFileSync(anew.workspace.settings)).toEqual(readFileSync(office.workspace.settings));
  const { rules, cases } = await anew.night();
  expect(cases.opened).toBe(0);
  expect(rules.reduce((sum, { findings }) => sum + findings, 0)).toBeGreaterThan(0);
  const [receipt] = loadReceipts(anew.workspace.received);
  const original = join(anew.workspace.received, receipt?.hash ?? '', receipt?.kept_as ?? '');
  writeFileSync(original, 'altered');
  expect((await anew.run('restore', stick, '--key', key, '--force')).code).toBe(0);
  expect(readFileSync(original).length).toBe(receipt?.bytes);
  rmSync(anew.root, { recursive: true });
});
