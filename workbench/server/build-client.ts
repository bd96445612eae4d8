import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pagesFingerprint } from './pages-fingerprint.ts';

const WORKBENCH = join(import.meta.dirname, '..');
const DIST = join(WORKBENCH, 'dist');
const HASH_SHOWN = 16;
/** A workbench that was opened earlier may still be serving an older build. */
const KEPT_FOR = 24 * 3_600_000;

/**
 * Builds the pages when anything they are made of changed since the last build, and says where they lie. Each build has a folder of
 * its own, by the hash of all that, and appears there whole or not at all.
 */
export async function buildClient(): Promise<string> {
  const built = join(DIST, pagesFingerprint(join(WORKBENCH, '..')).slice(0, HASH_SHOWN));
  if (existsSync(join(built, 'index.html'))) return built;
  mkdirSync(DIST, { recursive: true });
  const draft = `${built}.draft-${process.pid}`;
  const { build } = await import('vite');
  // what people are served does not depend on who built it: a test run says of itself that it is one
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      configFile: join(WORKBENCH, 'client/vite.config.ts'),
      build: { outDir: draft, emptyOutDir: true },
      logLevel: 'error',
    });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  putInPlace(draft, built);
  dropOldBuilds(built);
  return built;
}

function putInPlace(draft: string, built: string): void {
  try {
    renameSync(draft, built);
  } catch (error) {
    // another process built the same sources first
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(built, 'index.html'))) throw error;
  }
}

function dropOldBuilds(current: string): void {
  for (const name of readdirSync(DIST)) {
    const path = join(DIST, name);
    if (path !== current && Date.now() - statSync(path).mtimeMs > KEPT_FOR)
      rmSync(path, { recursive: true, force: true });
  }
}
