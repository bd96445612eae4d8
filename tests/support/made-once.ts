import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of what is made once for all files of a run, and copied by each. */
    madeOnce: string;
    /** Where the one browser of the run listens; null where there is none. */
    browser: string | null;
  }
}

/** Stands in the folder of what is made once, and says why, where the making failed. */
export const FAILED = 'failed.txt';

/**
 * A copy of what is made once for all files of a run: `demo`, the workspace of the demonstration after its night, or what
 * somebody makes of that under another name. Who asks first makes it, the others wait. Whoever takes it removes its folder.
 */
export async function copyMadeOnce(name = 'demo', make?: (home: string) => Promise<void>): Promise<string> {
  const folder = inject('madeOnce');
  const made = join(folder, name);
  if (!existsSync(made) && make !== undefined && isFirst(`${made}.asked`)) {
    const draft = `${made}.draft`;
    cpSync(await madeIn(folder, 'demo'), draft, { recursive: true });
    await make(draft);
    renameSync(draft, made);
  }
  const home = join(mkdtempSync(join(tmpdir(), 'hedui-demo-')), name);
  cpSync(await madeIn(folder, name), home, { recursive: true });
  return home;
}

async function madeIn(folder: string, name: string): Promise<string> {
  const made = join(folder, name);
  const failed = join(folder, FAILED);
  while (!existsSync(made)) {
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'));
    await sleep(100);
  }
  return made;
}

function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}
