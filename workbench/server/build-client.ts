import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sha256Hex } from '../../core/hash.ts';

const WORKBENCH = join(import.meta.dirname, '..');
const SOURCES = ['client', 'contract', 'text'];
const DIST = join(WORKBENCH, 'dist');
const STAMP = join(DIST, 'built-from.txt');

/** Builds the pages when their sources changed since the last build, and says where they lie. */
export async function buildClient(): Promise<string> {
  const wanted = sourceHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return DIST;
  const { build } = await import('vite');
  await build({ configFile: join(WORKBENCH, 'client/vite.config.ts'), logLevel: 'error' });
  writeFileSync(STAMP, wanted);
  return DIST;
}

function sourceHash(): string {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(WORKBENCH, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).sort();
  return sha256Hex(
    files.map((file) => `${relative(WORKBENCH, file)} ${sha256Hex(readFileSync(file, 'utf8'))}`).join('\n'),
  );
}
