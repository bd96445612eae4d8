import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const PLATFORMS = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc' },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc' },
} as const;

export type Platform = keyof typeof PLATFORMS;

/** The lock writes one word as it is, several as a list. */
const words = z
  .union([z.string(), z.array(z.string())])
  .transform((said) => [said].flat())
  .optional();

const locked = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  os: words,
  cpu: words,
  libc: words,
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

export type LockedPackage = z.infer<typeof locked>;

/** `package-lock.json` by place, such as `node_modules/zod`; the program itself stands at ''. */
export function readLock(root: string): Map<string, LockedPackage> {
  const { packages } = z
    .object({ packages: z.record(z.string(), locked) })
    .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return new Map(Object.entries(packages));
}

/** Builds the pages, which a bundle brings built. */
const BUILDS_PAGES = 'vite';

const ROOM = /^(?:core|storage|reading|casework|explanation|reports|pipelines|workbench\/server)\/.*\.ts$/;

/**
 * Where the packages lie that the program takes on a machine of this platform, with all that they take themselves: those that a
 * source of the server names, the Node, and the binaries for this machine. The pages' own packages are in the built pages.
 */
export function neededPackages(
  lock: ReadonlyMap<string, LockedPackage>,
  platform: Platform,
  sources: readonly { path: string; text: string }[],
): Set<string> {
  const own = lock.get('');
  if (own === undefined) throw new Error('package-lock.json does not know the program itself');
  const text = sources
    .filter(({ path }) => ROOM.test(path) && !path.endsWith('.test.ts'))
    .map((one) => one.text)
    .join('\n');
  const isNamed = (name: string): boolean =>
    new RegExp(`(?:from|import)\\s*\\(?\\s*'${name}(?:/[^']*)?'`).test(text);
  const first = Object.keys(own.dependencies).filter((name) => name !== BUILDS_PAGES && isNamed(name));
  const needed = new Set<string>();
  const take = (name: string, from: string): void => {
    const place = placeOf(lock, name, from);
    if (place === null || needed.has(place)) return;
    const one = lock.get(place);
    if (one === undefined || !fits(one, platform)) return;
    needed.add(place);
    for (const other of Object.keys({ ...one.dependencies, ...one.optionalDependencies })) take(other, place);
  };
  for (const name of [...first, `node-${platform}`]) take(name, '');
  return needed;
}

/** Whether a package is for this platform, as far as it says for which it is. */
export function fits({ os, cpu, libc }: LockedPackage, platform: Platform): boolean {
  const here = PLATFORMS[platform];
  return (
    (os === undefined || os.includes(here.os)) &&
    (cpu === undefined || cpu.includes(here.cpu)) &&
    (libc === undefined || libc.includes(here.libc))
  );
}

/** As Node looks for it: beside whoever asks, then further up. */
function placeOf(lock: ReadonlyMap<string, LockedPackage>, name: string, from: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lock.has(place)) return place;
    if (at === '') return null;
  }
}
