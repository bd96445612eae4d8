import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachFile } from '../../casework/attachments/attach-file.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { checkProjections } from '../../casework/reads/proof/check-projections.ts';
import { openBatch } from '../../casework/reads/waiting/batches.ts';
import { proofBy, setSecondFactor } from '../../casework/users/second-factor.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { memoryFolderOf } from '../../storage/at-rest/memory-folder.ts';
import { CIPHERS } from '../../storage/at-rest/office-seal.ts';
import { readEvents, readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { Office } from '../night/office.ts';
import { PAYEES, POLICE_LIST, payee, policeList, roster, rosterName } from '../night/small-office.ts';
import { isLong } from '../support/is-long.ts';

const NEWS = { person: payee(3), on: '20220901' };
const DEATHS = [{ person: payee(0), on: '20220601' }];
const SLIP = Buffer.from(`取款凭条 ${PAYEES[0]?.name ?? ''}`);

/** An office with a case that somebody holds, a note, an attachment and somebody who keeps it. */
let begun: Office;
let key: string;
beforeAll(async () => {
  begun = new Office();
  for (const month of [202206, 202207, 202208]) begun.put(rosterName(month), roster(month));
  begun.put(POLICE_LIST, policeList(DEATHS));
  await begun.night();
  await begun.run('user', 'add', 'gong', '--role', 'administrator');
  await begun.run('user', 'add', 'wu', '--role', 'supervisor', '--as', 'gong');
  await begun.run('case', 'note', 'C00000001', '--as', 'wu', '--text', `${PAYEES[0]?.name ?? ''}的邻居来电`);
  const office = openOffice(begun.home);
  using ledger = openOfficeLedger(office);
  const file = { name: '凭条.txt', content: SLIP, note: null };
  const attached = attachFile(ledger, office, { user: 'wu', via: 'test', case_id: 'C00000001', ...file });
  expect(attached.ok).toBe(true);
  ledger.db.exec('pragma wal_checkpoint(truncate)');
  key = join(begun.root, 'office.key');
  await begun.run('at-rest', 'key', key);
}, 120_000);
afterAll(() => begun.remove());

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Files in which somebody can be read, or that are a workbook, a table of rows or a database as it is. */
function lyingOpen(home: string): string[] {
  return filesBelow(home).filter((file) => {
    const bytes = readFileSync(file);
    const isReadable = ['PK\u0003\u0004', 'PAR1', 'DUCK'].some((mark) =>
      bytes.subarray(0, 16).includes(mark),
    );
    return (
      isReadable || PAYEES.some(({ name, residentId }) => bytes.includes(name) || bytes.includes(residentId))
    );
  });
}

async function tell(office: Office, ...argv: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await office.run('--json', ...argv);
  expect(code, `${argv.join(' ')}: ${stderr}${stdout}`).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const refusal = async (at: Office, ...argv: string[]): Promise<[number | null, string]> => {
  const { code, stdout } = await at.run('--json', ...argv);
  return [code, (JSON.parse(stdout) as { error: { code: string } }).error.code];
};

/** What the office is told of its cases and of one of them. */
async function told(office: Office): Promise<unknown[]> {
  return [
    await tell(office, 'cases', '--as', 'wu'),
    await tell(office, 'case', 'show', 'C00000001', '--as', 'wu'),
    await tell(office, 'due', '--as', 'wu'),
  ];
}

/** What the chain says of how the folder lay. */
function sealings(office: Office): string[] {
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  return readSubject(ledger, 'input', 'at-rest').map(({ type }) => type);
}

function settle(office: Office, atRest: string): void {
  office.settle(`at_rest: ${atRest}\n`);
}

function remove(office: Office): void {
  rmSync(memoryFolderOf(office.home), { recursive: true, force: true });
  office.remove();
}

describe.each(isLong ? CIPHERS : CIPHERS.slice(0, 1))('a folder that is kept sealed with %s', (cipher) => {
  let plain: Office;
  let sealed: Office;
  beforeAll(async () => {
    [plain, sealed] = [begun.copy(), begun.copy()];
    settle(sealed, `{ key: "${key}", cipher: ${cipher} }`);
    const done = await tell(sealed, 'at-rest', 'apply');
    expect(done).toMatchObject({ sealed: true, ledger: true, altered: [] });
    expect(await tell(sealed, 'audit', 'verify')).toMatchObject({ ok: true });
    // what was asked again changes nothing, and is no event
    expect(await tell(sealed, 'at-rest', 'apply')).toMatchObject({ sealed: true, changed: 0, ledger: false });
  }, 60_000);
  afterAll(() => {
    remove(sealed);
    remove(plain);
  });

  it('shows nobody to whoever has it, but in the papers of the morning, and says so', async () => {
    const reports = join(sealed.home, 'reports');
    expect(lyingOpen(plain.home).filter((file) => !file.includes('/reports/')).length).toBeGreaterThan(3);
    expect(lyingOpen(sealed.home).filter((file) => !file.startsWith(reports))).toEqual([]);
    expect(await tell(sealed, 'at-rest', 'status')).toMatchObject({
      sealed: true,
      cipher,
      applied: true,
      open: ['reports/'],
    });
  });

  it('has in its chain that it was sealed, under which key, and all records before as they were', () => {
    using open = openOfficeLedger(openOffice(plain.home), 'read');
    using ledger = openOfficeLedger(openOffice(sealed.home), 'read');
    const chain = (of: Ledger) =>
      [...readEvents(of, 'true')].map(({ seq, type, hash }) => ({ seq, type, hash }));
    const [before, now] = [chain(open), chain(ledger)];
    // heads that were kept elsewhere stay true
    expect(now.slice(0, before.length)).toEqual(before);
    expect(now.slice(before.length)).toMatchObject([{ type: 'FolderSealed' }]);
    expect(readSubject(ledger, 'input', 'at-rest')).toMatchObject([{ payload: { cipher } }]);
  });

  it('shows no secret of a second factor, not even one that lay open in it before, and takes the codes of its telephone', async () => {
    const office = openOffice(sealed.home);
    const ledger = openOfficeLedger(office, 'existing');
    const secret = new TextEncoder().encode('12345678901234567890');
    const shown = new TOTP({ secret: new Secret({ buffer: secret.buffer }) });
    const code = shown.generate({ timestamp: Date.parse(office.now()) });
    expect(setSecondFactor(ledger, office, { user: 'wu', via: 'test' }, secret, code)).toHaveLength(10);
    ledger.db.prepare('update main.second_factor set secret = ?').run(secret);
    ledger.close();
    expect(await tell(sealed, 'at-rest', 'apply')).toMatchObject({ ledger: true });
    expect(readFileSync(sealed.workspace.ledger).includes(Buffer.from(secret))).toBe(false);
    using again = openOfficeLedger(office, 'existing');
    const next = shown.generate({ timestamp: Date.parse(office.now()) + 30_000 });
    expect(proofBy(again, 'wu', next, null, office.now())).toMatchObject({ step: expect.any(Number) });
    expect(checkProjections(again)).toEqual([]);
  });

  it('tells the same as one that lies open, and is proved like it', async () => {
    expect(await told(sealed)).toEqual(await told(plain));
    expect(await tell(sealed, 'audit', 'verify')).toMatchObject({ ok: true });
    expect((await sealed.run('doctor', '--all')).stdout).toContain('1 attachments, 0 missing, 0 altered');
  });

  it('has the same next night as one that lies open, and people go on in it', async () => {
    for (const office of [plain, sealed]) {
      office.put(POLICE_LIST, policeList([...DEATHS, NEWS]));
      office.put(rosterName(202209), roster(202209));
      const { code, stderr } = await office.runNight('--json');
      expect(code, stderr).toBe(0);
      const { code: noted } = await office.run(
        'case',
        'note',
        'C00000001',
        '--as',
        'wu',
        '--text',
        '已电话核实',
      );
      expect(noted).toBe(0);
    }
    const findings = (office: Office) => tell(office, 'cases', '--as', 'wu');
    expect(await findings(sealed)).toEqual(await findings(plain));
    expect((await tell(sealed, 'nights', 'list')) as object).toEqual(await tell(plain, 'nights', 'list'));
    const reports = join(sealed.home, 'reports');
    expect(lyingOpen(sealed.home).filter((file) => !file.startsWith(reports))).toEqual([]);
    expect(await tell(sealed, 'audit', 'verify')).toMatchObject({ ok: true });
  }, 120_000);

  it('loses nothing when the machine goes off: what was in memory is opened or made again', async () => {
    const before = await told(sealed);
    rmSync(memoryFolderOf(sealed.home), { recursive: true });
    expect(await told(sealed)).toEqual(before);
    expect(await tell(sealed, 'audit', 'verify')).toMatchObject({ ok: true });
    const { code, stderr } = await sealed.runNight('--json');
    expect(code, stderr).toBe(0);
  }, 120_000);

  it('is not begun without its key, nor with another one, and stays as it is', async () => {
    const lying = () =>
      [sealed.workspace.received, sealed.workspace.documents]
        .flatMap(filesBelow)
        .map((file) => readFileSync(file));
    const before = lying();
    renameSync(key, `${key}.away`);
    const settings = readFileSync(sealed.workspace.settings);
    try {
      for (const verb of [
        ['cases', '--as', 'wu'],
        ['nightly', '--inbox', sealed.inbox, '--as-of', '2022-12-31'],
      ])
        expect(await refusal(sealed, ...verb)).toEqual([3, 'at-rest-key-unreadable']);
      const other = join(sealed.root, 'other.key');
      await begun.run('at-rest', 'key', other);
      settle(sealed, `{ key: "${other}", cipher: ${cipher} }`);
      expect(await refusal(sealed, 'cases', '--as', 'wu')).toEqual([3, 'at-rest-key-missing']);
      expect(await refusal(sealed, 'at-rest', 'apply')).toEqual([3, 'at-rest-key-missing']);
      settle(sealed, `{ key: "${join(sealed.home, 'inside.key')}" }`);
      expect(await refusal(sealed, 'at-rest', 'apply')).toEqual([3, 'at-rest-key-inside']);
      expect((await sealed.run('doctor')).code).toBe(4);
    } finally {
      renameSync(`${key}.away`, key);
      writeFileSync(sealed.workspace.settings, settings);
    }
    expect(lying()).toEqual(before);
  }, 60_000);

  it('names what was altered in it: a record, an original, an attachment', async () => {
    const copy = sealed.copy();
    const [receipt] = loadReceipts(copy.workspace.received);
    const original = join(copy.workspace.received, receipt?.hash ?? '', receipt?.kept_as ?? '');
    const attachment = filesBelow(join(copy.workspace.documents, 'attachments'))[0] ?? '';
    for (const file of [original, attachment]) {
      const bytes = readFileSync(file);
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    }
    const { code, stdout } = await copy.run('doctor', '--all');
    expect(code).toBe(4);
    expect(stdout).toContain('1 missing or altered');
    expect(stdout).toContain('1 attachments, 0 missing, 1 altered');
    const db = new DatabaseSync(copy.workspace.ledger);
    const guards = db.prepare("select name, sql from sqlite_schema where type = 'trigger'").all();
    for (const { name } of guards) db.exec(`drop trigger ${String(name)}`);
    db.exec(`update event set payload = (select payload from event where seq = 2) where seq = 3`);
    for (const { sql } of guards) db.exec(String(sql));
    db.close();
    expect((await copy.run('audit', 'verify')).stdout).toMatch(/#3 changed/);
    remove(copy);
  }, 60_000);

  // `sealed-backup` makes one, too
  it.runIf(isLong)(
    'makes a backup that is sealed itself, and stands again from it where its key is',
    async () => {
      const backup = join(sealed.root, 'stick', 'office.db');
      await tell(sealed, 'backup', '--plain', '--out', backup, '--as', 'wu');
      expect(lyingOpen(join(sealed.root, 'stick'))).toEqual([]);
      expect(await tell(sealed, 'restore', backup, '--rehearse', '--as', 'wu')).toMatchObject({ ok: true });
      const anew = new Office();
      expect(await refusal(anew, 'restore', backup)).toEqual([3, 'at-rest-key-missing']);
      settle(anew, `{ key: "${key}" }`);
      await tell(anew, 'restore', backup);
      expect((await tell(anew, 'cases', '--as', 'wu')) as object).toEqual(
        await tell(sealed, 'cases', '--as', 'wu'),
      );
      expect(lyingOpen(anew.home)).toEqual([]);
      remove(anew);
    },
    60_000,
  );

  it.runIf(isLong)(
    'registers a received list by the hash of what was received',
    async () => {
      const copy = sealed.copy();
      const [receipt] = loadReceipts(copy.workspace.received);
      const path = join(copy.workspace.received, receipt?.hash ?? '', receipt?.kept_as ?? '');
      await tell(copy, 'batch', 'receive', path, '--id', 'B1', '--as', 'wu');
      using ledger = openOfficeLedger(openOffice(copy.home));
      expect(openBatch(ledger, 'B1').file_hash).toBe(receipt?.hash);
      remove(copy);
    },
    60_000,
  );

  it.runIf(isLong)(
    'whose lists in memory are behind the journal, because a program was ended half-way, has them made again',
    async () => {
      const lists = join(memoryFolderOf(sealed.home), 'lists.db');
      await tell(sealed, 'cases', '--as', 'wu');
      const office = openOffice(sealed.home);
      const stays = openOfficeLedger(office);
      stays.db.exec('pragma lists.wal_checkpoint(truncate)');
      const before = readFileSync(lists);
      stays.close();
      await tell(sealed, 'case', 'note', 'C00000001', '--as', 'wu', '--text', '再次来电');
      for (const tail of ['-wal', '-shm']) rmSync(`${lists}${tail}`, { force: true });
      writeFileSync(lists, before);
      expect(await tell(sealed, 'audit', 'verify')).toMatchObject({ ok: true });
      expect(await tell(sealed, 'case', 'show', 'C00000001', '--as', 'wu')).toMatchObject({});
    },
    60_000,
  );

  it('is opened again by its settings, byte for byte what it was', async () => {
    settle(sealed, `{ key: "${key}", cipher: none }`);
    const before = await told(sealed);
    expect(await tell(sealed, 'at-rest', 'apply')).toMatchObject({
      sealed: false,
      ledger: true,
      altered: [],
    });
    expect(existsSync(memoryFolderOf(sealed.home))).toBe(false);
    expect(await told(sealed)).toEqual(before);
    expect(await tell(sealed, 'audit', 'verify')).toMatchObject({ ok: true });
    const originals = (office: Office) =>
      loadReceipts(office.workspace.received).map(({ hash, kept_as }) =>
        readFileSync(join(office.workspace.received, hash, kept_as)),
      );
    expect(originals(sealed)).toEqual(originals(plain));
    expect(sealings(sealed)).toEqual(['FolderSealed', 'FolderOpened']);
    settle(sealed, '{}');
    const { code, stderr } = await sealed.runNight('--json');
    expect(code, stderr).toBe(0);
  }, 120_000);
});

it('a folder whose sealing was stopped half-way works as it lies, and goes on when it is begun again', async () => {
  const office = begun.copy();
  settle(office, `{ key: "${key}" }`);
  // what is written and not yet done is said
  expect((await office.run('doctor')).stdout).toContain('not in force yet');
  const whole = begun.copy();
  settle(whole, `{ key: "${key}" }`);
  await tell(whole, 'at-rest', 'apply');
  // the ledger and half of the files lie sealed, the others open
  cpSync(join(whole.home, 'at-rest.json'), join(office.home, 'at-rest.json'));
  for (const { hash } of loadReceipts(office.workspace.received).slice(0, 2))
    cpSync(join(whole.workspace.received, hash), join(office.workspace.received, hash), { recursive: true });
  expect(await tell(office, 'audit', 'verify')).toMatchObject({ ok: true });
  expect((await office.run('doctor', '--all')).stdout).toContain('0 missing or altered');
  await tell(office, 'at-rest', 'apply');
  const reports = join(office.home, 'reports');
  expect(lyingOpen(office.home).filter((file) => !file.startsWith(reports))).toEqual([]);
  expect(await told(office)).toEqual(await told(whole));
  remove(office);
  remove(whole);
}, 120_000);
