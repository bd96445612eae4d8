import { vi } from 'vitest';
import { run } from '../../pipelines/cli.ts';

/** How a command ended and what it said. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** What a process says goes one way: one command at a time. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Runs a command line in this process, by the way that a process of its own goes: the same words, exit code and rights of
 * files, without what starting costs.
 */
export function runHere(argv: readonly string[]): Promise<Ended> {
  const next = before.then(() => listen(argv));
  before = next.catch(() => undefined);
  return next;
}

async function listen(argv: readonly string[]): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((part) => {
      said[stream] += typeof part === 'string' ? part : Buffer.from(part).toString('utf8');
      return true;
    }),
  );
  const mask = process.umask(0o077);
  try {
    process.exitCode = undefined;
    return { code: await run(argv), signal: null, ...said };
  } finally {
    process.exitCode = undefined;
    process.umask(mask);
    for (const spy of spies) spy.mockRestore();
  }
}
