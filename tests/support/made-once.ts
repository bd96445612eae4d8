import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
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

/**
 * A copy of what is made once for all files of a run: `demo`, the workspace of the demonstration after its night, or what
 * somebody makes of that under another name. Who asks first makes it, the others wait. Whoever takes it removes its folder.
 */
export async function copyMadeOnce(name = 'demo', make?: (home: string) => Promise<void>): Promise<string> {
  const folder = inject('madeOnce');
  const made = join(folder, name);
  if (!existsSync(made) && make !== undefined && isFirst(`${made}.asked`)) {
    const draft = `${made}.draft`;
    cpSync(join(folder, 'demo'), draft, { recursive: true });
    await make(draft);
    renameSync(draft, made);
  }
  while (!existsSync(made)) await sleep(100);
  const home = join(mkdtempSync(join(tmpdir(), 'hedui-demo-')), name);
  cpSync(made, home, { recursive: true });
  return home;
}

function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}
