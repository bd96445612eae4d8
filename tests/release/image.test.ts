import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildImage } from '../../release/image.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-image-test-'));
const path = process.env.PATH ?? '';
const name = 'hedui-1.0-0123456789-linux-x64';
const archive = join(folder, `${name}.tar.gz`);
const seen = join(folder, 'seen');

/** A machine on which this builder is installed, and no other; it only writes down what it is given. */
function installBuilder(builder: string, status = 0): void {
  const tools = join(folder, 'tools');
  rmSync(tools, { recursive: true, force: true });
  mkdirSync(tools);
  for (const tool of ['tar', 'gzip', 'sh', 'ls']) {
    const from = path.split(':').find((one) => existsSync(join(one, tool))) ?? expect.unreachable();
    execFileSync('ln', ['-s', join(from, tool), tools]);
  }
  writeFileSync(
    join(tools, builder),
    `#!/bin/sh\n[ "$1" = info ] && exit 0\n{ echo "$@"; ls; } >${seen}\nexit ${status}\n`,
    { mode: 0o755 },
  );
  process.env.PATH = tools;
}

beforeAll(() => {
  cpSync(join(import.meta.dirname, '../../release/on-site'), join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'hedui'), '#!/bin/sh\n', { mode: 0o755 });
  execFileSync('tar', ['-C', folder, '-czf', archive, name]);
});
afterEach(() => {
  process.env.PATH = path;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('where no builder is installed no image is built, and it is said how to build one from the archive', () => {
  installBuilder('another-tool');
  const said = buildImage(archive);
  for (const words of ['没有可用的镜像构建工具', 'no builder answers (podman, buildah, docker)', 'BASE='])
    expect(said).toContain(words);
  expect(existsSync(seen)).toBe(false);
});

test('a builder that is installed is given the unpacked archive and its Containerfile', () => {
  installBuilder('buildah');
  expect(buildImage(archive)).toBe('hedui:1.0-0123456789-linux-x64 (buildah)');
  const [asked = '', ...files] = readFileSync(seen, 'utf8').split('\n');
  expect(asked).toBe('build -f Containerfile -t hedui:1.0-0123456789-linux-x64 .');
  expect(files).toEqual(expect.arrayContaining(['Containerfile', 'hedui']));
});

test('a builder that cannot build ends nothing: the archive is whole without an image', () => {
  installBuilder('docker', 125);
  expect(buildImage(archive)).toMatch(/^docker 构建失败（见上） failed, see above：未构建镜像.*BASE=/);
});

test('the Containerfile takes what the archive holds, and starts the program that is installed without it', () => {
  const text = readFileSync(join(folder, name, 'Containerfile'), 'utf8');
  const words = (instruction: string): string =>
    new RegExp(`^${instruction} (.*)$`, 'm').exec(text)?.[1] ?? expect.unreachable();
  const [from, to] = words('COPY').split(' ');
  expect(from).toBe('.');
  expect(JSON.parse(words('ENTRYPOINT'))).toEqual([`${to}/hedui`]);
  expect(words('ENV')).toContain(`HEDUI_COMMAND=${to}/hedui`);
  // it holds its data where it may write, and never works as root
  expect(words('VOLUME')).toBe(/HEDUI_HOME=(\S+)/.exec(words('ENV'))?.[1]);
  expect(words('USER')).not.toMatch(/^(root|0)$/);
});
