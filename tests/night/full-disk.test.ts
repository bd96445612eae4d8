import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillUp, mountSmallDisk, unmountDisk } from '../support/small-disk.ts';
import { claims, Office } from './office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

const disk = mountSmallDisk('64m');
const tiny = mountSmallDisk('1m');

describe.skipIf(disk === null)(
  'a disk that is full (needs the right to mount one; skipped without it)',
  () => {
    let office: Office;
    let inbox: Office;
    let before: string[];

    beforeAll(async () => {
      inbox = new Office();
      office = new Office({ root: disk ?? '', inbox: inbox.inbox });
      for (const month of [202206, 202207]) office.put(rosterName(month), roster(month));
      office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220531' }]));
      await office.night();
      before = claims(await office.standing());
      office.put(rosterName(202208), roster(202208));
    });
    afterAll(() => {
      unmountDisk(disk);
      inbox.remove();
    });

    test.each([
      ['before a file can be kept', 0],
      ['while a file is read', 24 * 1024],
      ['while the build is written', 1024 ** 2],
    ])('%s: the night says so in both languages, and the last good build stays', async (_when, leave) => {
      const filler = fillUp(disk ?? '', leave);
      try {
        const build = office.currentBuild();
        const full = await office.runNight();
        expect(full.code).toBe(3);
        expect(full.stderr).toContain('磁盘已满');
        expect(full.stderr).toMatch(/disk is full/i);
        expect(office.currentBuild()).toBe(build);
        expect(claims(await office.standing())).toEqual(before);
      } finally {
        rmSync(filler);
      }
    });

    test('that is read-only: the night says so and what to do, and the last good build can be read', async () => {
      // the same disk once more under a name by which it cannot be written
      const path = mkdtempSync(join(tmpdir(), 'hedui-read-only-'));
      execFileSync('mount', ['--bind', disk ?? '', path]);
      execFileSync('mount', ['-o', 'remount,bind,ro', path]);
      try {
        const locked = new Office({ root: path, inbox: inbox.inbox });
        const night = await locked.runNight();
        expect(night).toMatchObject({ code: 3, signal: null });
        expect(night.stderr).toContain('磁盘只读');
        expect(night.stderr).toMatch(/Make the folder writable/);
        expect(night.stderr).not.toContain(' at ');
        expect(claims(await locked.standing())).toEqual(before);
        const fresh = await locked.run('--home', join(path, 'new'), 'nightly');
        expect([fresh.code, fresh.stderr.includes('换到可写的磁盘')]).toEqual([3, true]);
      } finally {
        execFileSync('umount', ['--lazy', path]);
        rmSync(path, { recursive: true });
      }
    });

    test('with room again, the next night finds what it would have', async () => {
      const night = await office.runNight();
      expect(night).toMatchObject({ code: 0 });
      expect(await office.standing()).toMatchObject([{ name: payee(0).name, amount_fen: 65_400 }]);
    });
  },
);

describe.skipIf(tiny === null)(
  'a disk of one megabyte (needs the right to mount one; skipped without it)',
  () => {
    afterAll(() => unmountDisk(tiny));

    test('the night says that it is full, and neither it nor the doctor breaks off', async () => {
      const inbox = new Office();
      const office = new Office({ root: tiny ?? '', inbox: inbox.inbox });
      office.put(rosterName(202206), roster(202206));
      for (const _night of ['first', 'second']) {
        const night = await office.runNight();
        expect(night).toMatchObject({ code: 3, signal: null });
        expect(night.stderr).toContain('磁盘已满');
        expect(night.stderr).toMatch(/disk is full/i);
      }
      expect(await office.run('doctor')).toMatchObject({ code: 4, signal: null });
      inbox.remove();
    });
  },
);
