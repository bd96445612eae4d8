import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const ON_SITE = join(import.meta.dirname, '../../release/on-site');
const folder = mkdtempSync(join(tmpdir(), 'hedui-install-'));
const to = join(folder, 'opt');
const home = join(folder, 'office');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An unpacked archive as small as one can be: what is installed here only says which release it is. */
function unpacked(release: string, { platform = `linux-${arch()}`, runs = true } = {}): string {
  const name = `hedui-${release}-${platform}`;
  const at = join(folder, name);
  mkdirSync(at);
  cpSync(ON_SITE, at, { recursive: true });
  writeFileSync(join(at, 'RELEASE'), `${name}\n`);
  writeFileSync(
    join(at, 'hedui'),
    runs ? `#!/bin/sh\necho "${release} $HEDUI_HOME $HEDUI_COMMAND $*"\n` : '#!/bin/sh\nexit 1\n',
    {
      mode: 0o755,
    },
  );
  const sum = createHash('sha256')
    .update(readFileSync(join(at, 'hedui')))
    .digest('hex');
  writeFileSync(join(at, 'SHA256SUMS'), `${sum}  hedui\n`);
  return at;
}

const install = (archive: string, ...words: string[]) =>
  spawnSync('sh', [join(archive, 'install.sh'), '--to', to, '--home', home, ...words], { encoding: 'utf8' });
const inUse = (...words: string[]): string =>
  spawnSync(join(to, 'hedui'), words, { encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } }).stdout.trim();

test('a first release is installed, and its program works on the office’s folder and knows how it is called', () => {
  const done = install(unpacked('1.0'));
  expect([done.stderr, done.status]).toEqual(['', 0]);
  expect(inUse('doctor')).toBe(`1.0 ${home} ${to}/hedui doctor`);
});

test('nothing can be gone back to before there are two', () => {
  const done = spawnSync('sh', [join(ON_SITE, 'install.sh'), '--back', '--to', to], { encoding: 'utf8' });
  expect(done.status).toBe(3);
  expect(inUse()).toMatch(/^1\.0/);
});

test('an archive that was changed on the way, is for another processor or does not run leaves the release in use', () => {
  const changed = unpacked('1.1');
  writeFileSync(join(changed, 'hedui'), '#!/bin/sh\necho other\n', { mode: 0o755 });
  const other = unpacked('1.2', { platform: arch() === 'x64' ? 'linux-arm64' : 'linux-x64' });
  for (const archive of [changed, other, unpacked('1.3', { runs: false })]) {
    expect(install(archive).status).toBe(3);
    expect(inUse()).toMatch(/^1\.0/);
  }
});

test('the next release takes the place of the first, and one can go back and forth', () => {
  expect(install(unpacked('2.0')).status).toBe(0);
  expect(inUse()).toMatch(/^2\.0/);
  const back = () => spawnSync('sh', [join(ON_SITE, 'install.sh'), '--back', '--to', to]).status;
  expect(back()).toBe(0);
  expect(inUse()).toMatch(/^1\.0/);
  expect(back()).toBe(0);
  expect(inUse()).toMatch(/^2\.0/);
});

test('the service and the timer of the night name the program, the office’s folder and the hour', () => {
  const units = join(folder, 'units');
  mkdirSync(units);
  const done = install(
    unpacked('3.0'),
    '--service',
    '--units',
    units,
    '--night',
    '02:15',
    '--user',
    'shebao',
  );
  expect([done.stderr, done.status]).toEqual(['', 0]);
  const unit = (name: string): string => readFileSync(join(units, name), 'utf8');
  expect(unit('hedui.service')).toContain(`ExecStart=${to}/hedui serve`);
  expect(unit('hedui-night.service')).toContain(`Environment=HEDUI_HOME=${home}`);
  expect(unit('hedui-night.service')).toContain('User=shebao');
  expect(unit('hedui-night.timer')).toContain('OnCalendar=*-*-* 02:15:00 Asia/Shanghai');
  for (const name of ['hedui.service', 'hedui-night.service', 'hedui-night.timer'])
    expect(unit(name)).not.toContain('@');
});

const ANALYZE = '/usr/bin/systemd-analyze';

test.skipIf(!existsSync(ANALYZE))(
  `systemd understands every line of them${existsSync(ANALYZE) ? '' : ' (skipped: no systemd here)'}`,
  () => {
    const units = join(folder, 'units');
    const verify = () =>
      spawnSync(ANALYZE, ['verify', '--man=no', ...readdirSync(units).map((name) => join(units, name))], {
        encoding: 'utf8',
      });
    const { stderr, status } = verify();
    expect([stderr, status]).toEqual(['', 0]);
    const service = join(units, 'hedui.service');
    writeFileSync(service, readFileSync(service, 'utf8').replace('Restart=on-failure', 'Restart=at-times'));
    expect(verify().stderr).toContain('at-times');
  },
);
