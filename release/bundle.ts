import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hashOfFile } from '../storage/folder-seal.ts';
import { buildClient } from '../workbench/server/build-client.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { buildImage } from './image.ts';
import { neededPackages, PLATFORMS, type Platform, readLock } from './needed-packages.ts';

const ROOT = join(import.meta.dirname, '..');

/** What the program does not need where it runs. */
const LEFT_OUT =
  /^(?:tests|bench|release)\/|\.test\.tsx?$|^\.|^(?:biome\.json|tsconfig\.json|vitest\.config\.ts)$/;
const LEFT_OUT_OF_PACKAGES = /\.(?:d\.[cm]?ts|map)$|^node_modules\/node-[^/]+\/(?:include|share)\//;

const MOST_BYTES = 350 * 1024 ** 2;

interface Bundle {
  archive: string;
  bytes: number;
  unpackedBytes: number;
  packages: number;
}

/**
 * Makes the archive that is installed without npm or a network: Node, packages, sources, built pages and fonts for one platform,
 * with the sums of all files and the list of what is in it. Packages come as the lock names them, from the registry or npm's cache.
 */
export async function bundle(platform: Platform, out: string): Promise<Bundle> {
  const commit = git('rev-parse', '--short=10', 'HEAD').trim();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const name = `hedui-${version}-${commit}-${platform}`;
  const work = mkdtempSync(join(tmpdir(), 'hedui-bundle-'));
  const folder = join(work, name);
  try {
    const files = git('ls-files', '-z')
      .split('\0')
      .filter((path) => path !== '');
    copySources(files, folder);
    const pages = await buildClient();
    cpSync(pages, join(folder, 'workbench/dist', pages.split('/').at(-1) ?? ''), { recursive: true });
    const lock = readLock(ROOT);
    const packages = installPackages(files, work, folder, { platform, lock });
    for (const file of readdirSync(join(import.meta.dirname, 'on-site')))
      cpSync(join(import.meta.dirname, 'on-site', file), join(folder, file));
    writeFileSync(join(folder, 'RELEASE'), `${name}\n`);
    writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials({ name, version }, packages, lock));
    const sums = filesBelow(folder).map((path) => `${hashOfFile(join(folder, path))}  ${path}\n`);
    writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
    const unpackedBytes = filesBelow(folder).reduce(
      (sum, path) => sum + statSync(join(folder, path)).size,
      0,
    );
    mkdirSync(out, { recursive: true });
    const archive = join(out, `${name}.tar.gz`);
    execFileSync('tar', [
      ...[
        '--sort=name',
        '--owner=0',
        '--group=0',
        '--numeric-owner',
        `--mtime=@${git('log', '-1', '--format=%ct').trim()}`,
      ],
      ...['-C', work, '-czf', archive, name],
    ]);
    writeFileSync(`${archive}.sha256`, `${hashOfFile(archive)}  ${name}.tar.gz\n`);
    const bytes = statSync(archive).size;
    if (bytes > MOST_BYTES) throw new Error(`${archive} has ${bytes} bytes, more than ${MOST_BYTES}`);
    return { archive, bytes, unpackedBytes, packages: packages.size };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function copySources(files: readonly string[], folder: string): void {
  for (const path of files.filter((one) => !LEFT_OUT.test(one))) cpSync(join(ROOT, path), join(folder, path));
}

/** Lets npm bring what the lock names for that platform, and takes over what the program needs of it. */
function installPackages(
  files: readonly string[],
  work: string,
  folder: string,
  { platform, lock }: { platform: Platform; lock: ReturnType<typeof readLock> },
): Set<string> {
  const sources = files
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
  const needed = neededPackages(lock, platform, sources);
  const staging = join(work, 'packages');
  mkdirSync(staging);
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(ROOT, file), join(staging, file));
  const { os, cpu, libc } = PLATFORMS[platform];
  execFileSync(
    'npm',
    [
      ...['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
      ...[`--os=${os}`, `--cpu=${cpu}`, `--libc=${libc}`],
    ],
    { cwd: staging, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  for (const place of needed) {
    // packages inside a package are needed by themselves or not at all
    const isOwn = (path: string): boolean =>
      !path.slice(join(staging, place).length).includes('/node_modules');
    cpSync(join(staging, place), join(folder, place), {
      recursive: true,
      filter: (path) => isOwn(path) && !LEFT_OUT_OF_PACKAGES.test(path.slice(staging.length + 1)),
    });
  }
  return needed;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'SHA256SUMS')
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function git(...words: string[]): string {
  return execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' });
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: join(ROOT, 'var/release') },
      image: { type: 'boolean', default: false },
    },
  });
  const wished = positionals.length === 0 ? Object.keys(PLATFORMS) : positionals;
  for (const platform of wished) {
    if (!(platform in PLATFORMS)) throw new Error(`${platform}: ${Object.keys(PLATFORMS).join(', ')}`);
    const made = await bundle(platform as Platform, values.out);
    const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
    process.stdout.write(
      `${made.archive}: ${megabytes(made.bytes)}, ${megabytes(made.unpackedBytes)} unpacked, ${made.packages} packages\n`,
    );
    if (values.image) process.stdout.write(`${buildImage(made.archive)}\n`);
  }
}
