import { accessSync, constants, mkdirSync } from 'node:fs';
import { constants as compileCache, enableCompileCache, flushCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '..');

/**
 * Keeps what Node makes of each source file, so that no later start, child process or thread strips types or compiles
 * again. Without it every thread would load the WebAssembly that strips types, and threads that do so at the same time
 * have brought the process down (nodejs/node#64500). Call it before the modules that are worth it are imported.
 *
 * It lies beside the packages, which an update replaces; in an installation that may not be written, in the user's own
 * cache. Never in a folder that others may write: what lies there is run. With neither, nothing is kept.
 */
export function keepCompiled(places: readonly string[] = [besidePackages(), ofTheUser()]): void {
  if (process.env.NODE_COMPILE_CACHE !== undefined) return;
  for (const place of places) {
    if (!canWrite(place)) continue;
    if (enableCompileCache(place).status === compileCache.compileCacheStatus.FAILED) continue;
    // child processes and threads take it from here
    process.env.NODE_COMPILE_CACHE = place;
    return;
  }
}

/**
 * What a child process says to whoever started it and ends it by force as soon as it has the answer. What Node has compiled
 * is written before: lost with the process, it would be compiled again by each that follows.
 */
export function handOver(said: unknown): void {
  flushCompileCache();
  process.send?.(said);
}

function besidePackages(): string {
  return join(PROGRAM, 'node_modules/.cache/compiled');
}

function ofTheUser(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  return join(XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), '.cache'), 'hedui/compiled');
}

function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
