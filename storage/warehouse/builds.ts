import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { syncFolder, writeFileAtomically } from '../atomic-file.ts';
import { brokenIn, sealFolder } from '../folder-seal.ts';
import { clearSpills } from '../spills.ts';
import type { Warehouse } from './database.ts';

/** How many published builds stay on disk unless the office wants more: the current one and the one before it. */
export const BUILDS_KEPT = 2;

const DRAFT_SUFFIX = '.draft';

/** Number of the published build, or null before the first night. */
export function currentBuild(builds: string): number | null {
  const pointer = join(builds, 'current');
  if (!existsSync(pointer)) return null;
  const build = Number(readFileSync(pointer, 'utf8').trim());
  return Number.isInteger(build) && existsSync(warehousePath(builds, build)) ? build : null;
}

export function warehousePath(builds: string, build: number): string {
  return join(builds, String(build), 'warehouse.duckdb');
}

/** Path of the published build; refused where none has been published yet. */
export function publishedPath(builds: string): string {
  const build = currentBuild(builds);
  if (build === null) throw noPublishedBuild();
  return warehousePath(builds, build);
}

/** That nothing can be read before a first night. */
export function noPublishedBuild(): Refusal {
  return new Refusal(
    'no-published-build',
    '还没有发布过核对结果。请先运行 nightly。',
    'No build has been published yet. Run nightly first.',
  );
}

/**
 * Starts a build beside the published one. What an earlier night left half done is cleared away first:
 * only one night runs at a time, so a draft that is there belongs to a night that died.
 */
export function startBuild(builds: string): { build: number; folder: string; path: string } {
  mkdirSync(builds, { recursive: true });
  for (const name of readdirSync(builds)) {
    if (name.endsWith(DRAFT_SUFFIX)) rmSync(join(builds, name), { recursive: true, force: true });
  }
  clearSpills(builds);
  const build = Math.max(0, ...finishedBuilds(builds)) + 1;
  const folder = join(builds, `${build}${DRAFT_SUFFIX}`);
  mkdirSync(folder);
  return { build, folder, path: join(folder, 'warehouse.duckdb') };
}

/** Gives a finished draft its number and lets everybody read it; the swap is one rename of one small file. */
export function publishBuild(builds: string, build: number, kept = BUILDS_KEPT): void {
  sealFolder(join(builds, `${build}${DRAFT_SUFFIX}`));
  renameSync(join(builds, `${build}${DRAFT_SUFFIX}`), join(builds, String(build)));
  syncFolder(builds);
  writeFileAtomically(join(builds, 'current'), `${build}\n`);
  for (const old of finishedBuilds(builds).slice(0, -kept)) {
    rmSync(join(builds, String(old)), { recursive: true, force: true });
  }
}

/** What is known of the seals of builds, by their numbers. */
type BuildSeals = ReadonlyMap<number, string>;

/** Whether a published build is still what was published. */
export function isBuildWhole(builds: string, build: number, seals: BuildSeals = new Map()): boolean {
  return brokenIn(join(builds, String(build)), seals.get(build)).length === 0;
}

/** The latest published build that is still what was published; null where there is none. */
export function soundBuild(builds: string, seals: BuildSeals = new Map()): number | null {
  const current = currentBuild(builds);
  if (current === null) return null;
  return (
    finishedBuilds(builds).findLast((build) => build <= current && isBuildWhole(builds, build, seals)) ?? null
  );
}

/** The published builds that are still on disk, oldest first, up to the current one. */
export function keptBuilds(builds: string): number[] {
  const current = currentBuild(builds);
  return current === null
    ? []
    : finishedBuilds(builds).filter((build) => build <= current && existsSync(warehousePath(builds, build)));
}

/** Throws a draft away. */
export function discardBuild(builds: string, build: number): void {
  rmSync(join(builds, `${build}${DRAFT_SUFFIX}`), { recursive: true, force: true });
}

/** Opens the published build for reading. */
export async function openPublished(builds: string): Promise<{ build: number; warehouse: Warehouse }> {
  const build = currentBuild(builds);
  if (build === null) throw noPublishedBuild();
  // whoever asks only for the number of the build needs no engine
  const { Warehouse } = await import('./database.ts');
  try {
    return { build, warehouse: await Warehouse.openReadOnly(warehousePath(builds, build)) };
  } catch (error) {
    throw isBuildWhole(builds, build) ? error : damagedBuild(build);
  }
}

/** How the engine complains of a file that is not what it wrote. */
const OF_DAMAGE = /corrupt|not a valid DuckDB|could not read|checksum|invalidated|deserializ|no such file/i;

/** What ended a question of a published build: that the build is damaged, in words, or whatever else it was. */
export function explainDamagedBuild(error: unknown, builds: string, build: number): unknown {
  const isSuspect = error instanceof Error && !(error instanceof Refusal) && OF_DAMAGE.test(error.message);
  return isSuspect && !isBuildWhole(builds, build) ? damagedBuild(build) : error;
}

/** That a published build is not what was published, and what to do. */
export function damagedBuild(build: number): Refusal {
  return new Refusal(
    'build-damaged',
    `第 ${build} 次核对的结果文件损坏，打不开。请再运行一次 nightly，它会重新做出来。`,
    `The build ${build} is damaged and cannot be opened. Run nightly again; it makes it anew.`,
  );
}

function finishedBuilds(builds: string): number[] {
  return readdirSync(builds)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}
