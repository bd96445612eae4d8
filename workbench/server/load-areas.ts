import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Implementation } from './implement.ts';

const AREAS = join(import.meta.dirname, 'areas');

/** Every area of the workbench, by its folder: `endpoints.ts` exports `implementations`. */
export async function loadAreas(): Promise<Implementation[]> {
  const found: Implementation[] = [];
  for (const area of readdirSync(AREAS).sort()) {
    const file = join(AREAS, area, 'endpoints.ts');
    if (!existsSync(file)) continue;
    const { implementations } = (await import(pathToFileURL(file).href)) as {
      implementations: readonly Implementation[];
    };
    found.push(...implementations);
  }
  return found;
}
