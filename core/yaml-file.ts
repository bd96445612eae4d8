import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sha256Hex } from './hash.ts';

const PROGRAM = resolve(import.meta.dirname, '..');

/** The library, only where something is to be taken apart: loading it costs a start a twentieth of a second. */
export function yaml(): typeof import('yaml') {
  return createRequire(import.meta.url)('yaml');
}

/**
 * What a YAML file says; throws what the library throws. Files of the program itself are the same at every start of every
 * process, and taking all of them apart costs half a second of processor time: what they say is kept by the hash of their
 * text, beside what Node keeps compiled (`core/compile-cache.ts`) and as trusted as that. An office's own files are not.
 */
export function readYamlFile(path: string, text: string = readFileSync(path, 'utf8')): unknown {
  const folder = process.env.NODE_COMPILE_CACHE;
  if (folder === undefined || !resolve(path).startsWith(PROGRAM + sep)) return parse(text);
  const kept = join(folder, 'yaml', `${sha256Hex(text)}.json`);
  return readKept(kept) ?? keep(kept, parse(text));
}

function parse(text: string): unknown {
  return yaml().parse(text, { merge: true });
}

function readKept(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // not kept yet, or cut off: it is taken apart again
    return undefined;
  }
}

/** Only what JSON says as well; a folder that cannot be written keeps nothing. */
function keep(path: string, content: unknown): unknown {
  const json = JSON.stringify(content);
  if (json === undefined || !isDeepStrictEqual(JSON.parse(json), content)) return content;
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, json);
    renameSync(draft, path);
  } catch {
    // the next start takes it apart again
  }
  return content;
}
