import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
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
  compressAssets(join(draft, 'assets'));
  putInPlace(draft, built);
  dropOldBuilds(built);
  return built;
}

/** Beside each file what a browser is sent in its place: a browser takes brotli where the address is safe, else gzip. */
function compressAssets(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => /\.(?:css|js|svg)$/.test(file))) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content, { params }));
  }
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
