import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What no commit holds: installed packages, workspaces, what tools leave behind. */
const NOT_OURS = new Set(['node_modules', 'var', '.git', 'coverage', 'dist']);

const WRITTEN = new Set([
  '.ts',
  '.tsx',
  '.sql',
  '.yaml',
  '.css',
  '.html',
  '.md',
  '.json',
  '.tsv',
  '.txt',
  '.mts',
  '.js',
]);

export interface OurFile {
  path: string;
  text: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Every file of ours that somebody has written, with its text. */
export const files: OurFile[] = filesBelow(ROOT)
  .filter((path) => WRITTEN.has(extname(path)))
  .map((path) => ({ path: relative(ROOT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));

/** Every file of ours that a file imports, by its path from the root. */
export function importsOf({ path, text }: OurFile): string[] {
  const named = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)['"](\.{1,2}\/[^'"]+)['"]/g);
  return [...named].map(([, target = '']) =>
    relative(ROOT, resolve(ROOT, path, '..', target))
      .split(sep)
      .join('/'),
  );
}

export const folderOf = (path: string): string => path.split('/')[0] ?? '';

/** What runs and is no test. */
export const programs = files.filter(({ path }) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
