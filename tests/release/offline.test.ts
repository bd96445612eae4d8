import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../release/bundle.ts';
import { PLATFORMS, type Platform } from '../../release/needed-packages.ts';

/** Kylin V10 and UOS 20. */
const OLDEST_GLIBC = 28;

const canCutNetwork = spawnSync('unshare', ['-rn', 'true']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'hedui-offline-'));
const platform = `linux-${arch()}` as Platform;

describe.skipIf(!canCutNetwork)(
  `an archive${canCutNetwork ? '' : ' (skipped: the network cannot be cut here)'}`,
  () => {
    let unpacked: string;
    beforeAll(async () => {
      expect(PLATFORMS).toHaveProperty([platform]);
      const { archive, bytes } = await bundle(platform, folder);
      expect(bytes).toBeLessThan(350 * 1024 ** 2);
      execFileSync('sha256sum', ['-c', `${archive}.sha256`], { cwd: folder, stdio: 'ignore' });
      execFileSync('tar', ['-C', folder, '-xzf', archive]);
      unpacked = archive.slice(0, -'.tar.gz'.length);
    }, 600_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** With an empty environment and no network but the machine itself. */
    const cutOff = (script: string) =>
      spawnSync('unshare', ['-rn', 'sh', '-ec', `ip link set lo up; ${script}`], {
        encoding: 'utf8',
        cwd: folder,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder },
      });

    test('is installed into an empty folder with the network cut, and shows the demonstration and the workbench', () => {
      const done = cutOff(`sh ${unpacked}/install.sh --to ${folder}/opt --home ${folder}/office
      ${folder}/opt/hedui --home ${folder}/demo demo`);
      expect([done.status, done.status === 0 ? '' : done.stderr]).toEqual([0, '']);
      expect(done.stdout).toContain('昨夜 Last night');
      const page = cutOff(`${folder}/opt/hedui --home ${folder}/demo/demo serve --port 8219 >serve.log 2>&1 &
      for i in $(seq 120); do if ${unpacked}/node_modules/node-${platform}/bin/node -e '
        fetch("http://127.0.0.1:8219/").then(async (answer) => { console.log(await answer.text()) }, () => process.exit(1))'
      then break; else sleep 1; fi; done; kill $!`);
      expect(page.stdout).toContain('<div id="root">');
    }, 600_000);

    test('has binaries that ask for no later glibc than the oldest system has', () => {
      const natives = readdirSync(unpacked, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /(?:\.node|\.so|^node)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
      expect(natives.length).toBeGreaterThanOrEqual(4);
      for (const path of natives) {
        const asked = [...readFileSync(path, 'latin1').matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) =>
          Number(minor),
        );
        expect([path, Math.max(0, ...asked)]).toSatisfy(([, most]: [string, number]) => most <= OLDEST_GLIBC);
      }
    });

    test('names in its bill of materials every package that it holds', () => {
      const bill = JSON.parse(readFileSync(join(unpacked, 'sbom.cdx.json'), 'utf8')) as {
        components: { name: string }[];
      };
      const told = new Set(bill.components.map(({ name }) => name));
      const held = execFileSync(
        'find',
        ['node_modules', '-name', 'package.json', '-path', '*node_modules/*'],
        {
          cwd: unpacked,
          encoding: 'utf8',
        },
      )
        .split('\n')
        .flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1] ?? []);
      expect(held.length).toBeGreaterThan(50);
      expect(held.filter((name) => !told.has(name))).toEqual([]);
    });
  },
);
