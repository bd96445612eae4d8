import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'hedui-compiled-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a program with these places for what is compiled; says where that went, and whether its thread stripped types. */
function start(...places: string[]): { place: string | null; stripped: boolean } {
  const at = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const thread = `import { parentPort } from 'node:worker_threads';
    await import(${at('./money.ts')});
    parentPort.postMessage(process.moduleLoadList.some((name) => name.includes('amaro')));`;
  const program = `import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    const { keepCompiled } = await import(${at('./compile-cache.ts')});
    keepCompiled(${JSON.stringify(places)});
    const thread = new Worker(new URL('data:text/javascript,' + encodeURIComponent(${JSON.stringify(thread)})));
    const [stripped] = await once(thread, 'message');
    console.log(JSON.stringify({ place: process.env.NODE_COMPILE_CACHE ?? null, stripped }));`;
  const path = join(folder, 'program.mjs');
  writeFileSync(path, program);
  const { NODE_COMPILE_CACHE: _ours, ...env } = process.env;
  return JSON.parse(execFileSync(process.execPath, [path], { env, encoding: 'utf8' }));
}

test('a thread of the second start finds what the first one compiled, and strips no types', () => {
  const place = join(folder, 'kept');
  expect(start(place)).toEqual({ place, stripped: true });
  expect(readdirSync(place)).not.toEqual([]);
  expect(start(place)).toEqual({ place, stripped: false });
});

test('where one folder cannot be written, the next is taken', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const next = join(folder, 'next');
  expect(start(join(file, 'below'), next).place).toBe(next);
  expect(existsSync(next)).toBe(true);
});

test('where none can be written, nothing is kept and all goes on', () => {
  const file = join(folder, 'another-file');
  writeFileSync(file, '');
  expect(start(join(file, 'below'))).toEqual({ place: null, stripped: true });
});

test('a process that is ended by force as soon as it has answered leaves what it compiled to the next', async () => {
  const child = join(folder, 'child.mjs');
  const at = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  writeFileSync(
    child,
    `const { handOver } = await import(${at('./compile-cache.ts')});
    await import(${at('./money.ts')});
    handOver(process.moduleLoadList.some((name) => name.includes('amaro')));`,
  );
  const answers: unknown[] = [];
  for (const _ of ['first', 'second']) {
    const started = fork(child, {
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'by-force') },
    });
    const ended = once(started, 'exit');
    const [stripped] = await once(started, 'message');
    started.kill('SIGKILL');
    await ended;
    answers.push(stripped);
  }
  expect(answers).toEqual([true, false]);
});
