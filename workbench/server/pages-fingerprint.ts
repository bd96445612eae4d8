import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { sha256Hex } from '../../core/hash.ts';

/** Where the pages begin; what these import from other rooms belongs to the pages as well. */
const OWN = ['workbench/client', 'workbench/contract', 'workbench/text'];
/** Says which version of every library goes into the pages, and which one builds them. */
const LIBRARIES = 'package-lock.json';

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"?]+)['"]/g;

/** One hash over every file that the pages are made of, below `root`. */
export function pagesFingerprint(root: string): string {
  const files = [...pageSources(root), join(root, LIBRARIES)].sort();
  return sha256Hex(
    files.map((file) => `${relative(root, file)} ${sha256Hex(readFileSync(file))}`).join('\n'),
  );
}

function pageSources(root: string): Set<string> {
  const sources = new Set(
    OWN.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
        .map((entry) => join(entry.parentPath, entry.name)),
    ),
  );
  // a set goes on over what is added to it on the way
  for (const file of sources) for (const imported of importsOf(file)) sources.add(imported);
  return sources;
}

function importsOf(file: string): string[] {
  if (!['.ts', '.tsx'].includes(extname(file))) return [];
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .map(([, target = '']) => resolve(dirname(file), target))
    .filter((path) => existsSync(path) && statSync(path).isFile());
}
