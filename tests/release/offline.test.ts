import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../release/bundle.ts';
import { PLATFORMS, type Platform } from '../../release/needed-packages.ts';

/**
 * What the libraries of Kylin V10 and UOS 20 offer at the most: glibc 2.28, and the C++ library of GCC 7.3, the older of the two.
 */
const OLDEST = { GLIBC: [2, 28], GLIBCXX: [3, 4, 24], CXXABI: [1, 3, 11] } as const;

/** Its own user, network, mounts and processes, and nothing of the machine's but its kernel. */
const APART = ['unshare', '-rnmpf'];

const canCutNetwork = spawnSync('unshare', [...APART.slice(1), 'true']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'hedui-offline-'));
const platforms = Object.keys(PLATFORMS) as Platform[];
const own = `linux-${arch()}` as Platform;

/** The tools that the installation and the launcher use, and the libraries of C and C++: all that a bare system has. */
const TOOLS = [
  ...[
    'sh',
    'sha256sum',
    'cp',
    'mv',
    'ln',
    'readlink',
    'uname',
    'sed',
    'cat',
    'mkdir',
    'rm',
    'dirname',
    'basename',
  ],
  ...['getconf', 'chmod', 'sleep', 'seq', 'kill'],
];

/** A root that holds nothing else. */
function makeRoot(node: string): string {
  const root = join(folder, 'root');
  for (const place of ['dev', 'proc', 'tmp', 'bin', 'opt']) mkdirSync(join(root, place), { recursive: true });
  const bring = (from: string, to: string): void => {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    copyFileSync(realpathSync(from), join(root, to));
  };
  const libraries = (program: string): string[] =>
    execFileSync('ldd', [program], { encoding: 'utf8' }).match(/\/\S+\.so\S*/g) ?? [];
  for (const tool of TOOLS) {
    const { stdout } = spawnSync(
      'sh',
      ['-c', `PATH=/usr/bin:/bin command -v /usr/bin/${tool} || command -v /bin/${tool}`],
      {
        encoding: 'utf8',
      },
    );
    const from = stdout.trim();
    // the shell has a few by itself
    if (from === '') continue;
    bring(from, `bin/${tool}`);
    for (const library of libraries(from)) bring(library, library);
  }
  for (const library of libraries(node)) bring(library, library);
  // of the C library, too, and asked for by the typesetter alone
  const timers = libraries(node)
    .map((library) => join(dirname(library), 'librt.so.1'))
    .find((library) => existsSync(library));
  if (timers !== undefined) bring(timers, timers);
  return root;
}

function isLater(version: string, most: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  const at = parts.findIndex((part, place) => part !== (most[place] ?? 0));
  return at >= 0 && (parts[at] ?? 0) > (most[at] ?? 0);
}

describe.skipIf(!canCutNetwork)(
  `an archive${canCutNetwork ? '' : ' (skipped: the network cannot be cut here)'}`,
  () => {
    const unpacked = new Map<Platform, string>();
    let root: string;
    beforeAll(async () => {
      for (const platform of platforms) {
        const { archive, bytes } = await bundle(platform, folder);
        expect(bytes).toBeLessThan(350 * 1024 ** 2);
        execFileSync('sha256sum', ['-c', `${archive}.sha256`], { cwd: folder, stdio: 'ignore' });
        execFileSync('tar', ['-C', folder, '-xzf', archive]);
        unpacked.set(platform, archive.slice(0, -'.tar.gz'.length));
      }
      const here = unpacked.get(own) ?? expect.unreachable();
      root = makeRoot(join(here, `node_modules/node-${own}/bin/node`));
      execFileSync('cp', ['-a', here, join(root, 'tmp')]);
    }, 1_200_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** In the empty root, with an empty environment and no network but the machine itself. */
    const cutOff = (script: string) =>
      spawnSync(
        APART[0] ?? '',
        [
          ...[...APART.slice(1), `--mount-proc=${root}/proc`, 'sh', '-ec'],
          `ip link set lo up; mount --rbind /dev ${root}/dev; exec chroot ${root} /bin/sh -ec "$SCRIPT"`,
        ],
        {
          encoding: 'utf8',
          env: {
            PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
            HOME: '/tmp',
            SCRIPT: `unset SCRIPT; PATH=/bin; cd /tmp; ${script}`,
          },
        },
      );

    test('is installed into an empty root with the network cut, and shows the demonstration and the workbench', () => {
      const archive = `/tmp/${basename(unpacked.get(own) ?? '')}`;
      const done = cutOff(
        `sh ${archive}/install.sh --to /opt/hedui --home /office; /opt/hedui/hedui --home /tmp/demo demo`,
      );
      expect([done.status, done.status === 0 ? '' : done.stderr]).toEqual([0, '']);
      expect(done.stdout).toContain('昨夜 Last night');
      expect(done.stdout).toContain('/opt/hedui/hedui --home demo/demo serve --demo');
      const page = cutOff(`/opt/hedui/hedui --home demo/demo serve --demo --port 8219 >serve.log 2>&1 &
      for i in $(seq 120); do if ${archive}/node_modules/node-${own}/bin/node -e '
        fetch("http://127.0.0.1:8219/").then(async (answer) => { console.log(await answer.text()) }, () => process.exit(1))'
      then break; else sleep 1; fi; done; kill $! || true; cat serve.log`);
      expect(page.stdout).toContain('<div id="root">');
      expect(page.stdout).toContain('chenjing');
    }, 600_000);

    test.each(platforms)(
      'for %s has binaries that ask for no later libraries than the oldest system has',
      (platform) => {
        const place = unpacked.get(platform) ?? expect.unreachable();
        const natives = readdirSync(place, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && /(?:\.node|\.so|^node)$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name));
        expect(natives.length).toBeGreaterThanOrEqual(4);
        const later = natives.flatMap((path) => {
          const bytes = readFileSync(path, 'latin1');
          const asked = [...bytes.matchAll(/\b(GLIBC|GLIBCXX|CXXABI)_(\d+(?:\.\d+)+)\b/g)];
          return asked
            .filter(([, name = '', version = '']) => isLater(version, OLDEST[name as keyof typeof OLDEST]))
            .map(([word]) => `${basename(path)}: ${word}`);
        });
        expect(later).toEqual([]);
      },
    );

    test('names in its bill of materials every package that it holds', () => {
      const bill = JSON.parse(readFileSync(join(unpacked.get(own) ?? '', 'sbom.cdx.json'), 'utf8')) as {
        components: { name: string }[];
      };
      const told = new Set(bill.components.map(({ name }) => name));
      const held = execFileSync(
        'find',
        ['node_modules', '-name', 'package.json', '-path', '*node_modules/*'],
        {
          cwd: unpacked.get(own),
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
