import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NODE_FLAGS } from '../core/node-flags.ts';
import { buildProgram, declaredVerbs } from '../pipelines/cli.ts';

const ROOT = join(import.meta.dirname, '..');
const LAUNCHER = join(ROOT, 'hedui');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-launcher-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, words: readonly string[], { cwd = ROOT, env = {} }: Where = {}) {
  const { HEDUI_HOME: _ours, ...inherited } = process.env;
  return spawnSync(program, words, { cwd, env: { ...inherited, ...env }, encoding: 'utf8' });
}

interface Where {
  cwd?: string;
  env?: Record<string, string>;
}

/** What Node imports to run the command line with these words: our files from the root, and packages by name. */
function importedBy(...words: string[]): string[] {
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => {
      const found = next(name, context);
      process.stderr.write('imported ' + found.url + '\\n');
      return found;
    } });`;
  const told = run(process.execPath, [
    ...['--import', `data:text/javascript,${encodeURIComponent(hook)}`],
    ...[join(ROOT, 'pipelines/cli.ts'), ...words],
  ]);
  expect(told.status, told.stderr).toBe(0);
  const urls = [...told.stderr.matchAll(/^imported file:\/\/(.+)$/gm)].map(([, path = '']) => path);
  const named = urls.map(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.slice(ROOT.length + 1),
  );
  return [...new Set(named)].sort();
}

describe('the command line imports what it is asked for', () => {
  test('the list of verbs needs no verb, no engine and no dictionary', () => {
    const imported = importedBy('--help');
    expect(imported.filter((name) => !name.includes('/'))).toEqual(['commander']);
    expect(imported.filter((name) => name.startsWith('pipelines/commands/'))).toEqual([]);
  });

  test('a verb brings its own file and none of the others', () => {
    const imported = importedBy('rules', '--help');
    expect(imported.filter((name) => name.startsWith('pipelines/commands/'))).toEqual([
      'pipelines/commands/rules.ts',
    ]);
  });

  test('the rules are listed without an engine', () => {
    const imported = importedBy('rules', '--home', folder);
    expect(imported).toContain('casework/rule-pack/load.ts');
    expect(imported.filter((name) => name.startsWith('@duckdb/'))).toEqual([]);
  });

  test('every verb is listed by the name and the description it registers', async () => {
    const listed = (await buildProgram()).commands;
    expect(listed.length).toBe(declaredVerbs().length);
    for (const entry of listed) {
      const [verb] = (await buildProgram([entry.name()])).commands;
      expect(verb?.name()).toBe(entry.name());
      expect(verb?.description()).toBe(entry.description());
    }
  });

  test('a verb that is misspelt is answered with the nearest one', () => {
    const told = run(LAUNCHER, ['nigtly']);
    expect(told.status).toBe(2);
    expect(told.stderr).toContain('Did you mean nightly?');
  });
});

describe('the launcher', () => {
  test.each([
    ['./hedui', LAUNCHER, []],
    ['npm run', 'npm', ['run', '-s', 'hedui', '--']],
  ])('%s passes words on and ends as the verb ends', (_name, program, before) => {
    const call = (...words: string[]) => run(program, [...before, ...words]);
    expect(
      call('--home', join(folder, 'no such office'), 'export', 'findings', '--out', 'x y'),
    ).toMatchObject({
      status: 3,
      stdout: '',
    });
    const wrong = call('frobnicate', '--json');
    expect(wrong.status).toBe(2);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'usage' } });
    expect(call('rules', '--json').status).toBe(0);
  });

  test('called from elsewhere and by another name, it means the workspace of its own folder', () => {
    const link = join(folder, 'hedui-of-the-office');
    symlinkSync(LAUNCHER, link);
    const home = (where: Where) =>
      /default:\s*"([^"]+)"/.exec(run(link, ['--help'], where).stdout.replaceAll(/\n\s+/g, ''))?.[1];
    expect(home({ cwd: folder })).toBe(join(ROOT, 'var'));
    expect(home({ cwd: folder, env: { HEDUI_HOME: 'mine' } })).toBe('mine');
    expect(home({ cwd: ROOT })).toBe('var');
  });

  /** An installation whose packages brought no Node, on a machine whose own says that it is of this version. */
  function on(name: string, version: string | null): ReturnType<typeof run> {
    const root = join(folder, name);
    mkdirSync(join(root, 'node_modules/commander'), { recursive: true });
    mkdirSync(join(root, 'bin'));
    copyFileSync(LAUNCHER, join(root, 'hedui'));
    if (version !== null) {
      const node = join(root, 'bin/node');
      writeFileSync(
        node,
        `#!/bin/sh\nif [ "$1" = --version ]; then echo ${version}; else echo "$@" "$NODE_COMPILE_CACHE"; fi\n`,
      );
      chmodSync(node, 0o755);
    }
    for (const word of ['dirname', 'readlink']) symlinkSync(`/usr/bin/${word}`, join(root, 'bin', word));
    return run('/bin/sh', [join(root, 'hedui'), 'rules', '--json'], {
      cwd: root,
      env: { PATH: join(root, 'bin'), NODE_COMPILE_CACHE: '' },
    });
  }

  test.each([
    ['none at all', null],
    ['Node 20', 'v20.20.2'],
    ['Node 24.1, which is too early', 'v24.1.0'],
    ['something else by that name', 'unknown'],
  ])('says in both languages what is missing where the machine has %s', (name, version) => {
    const told = on(name, version);
    expect(told.status).toBe(3);
    expect(told.stderr).toContain('安装 Node 24');
    expect(told.stderr).toContain('install Node 24');
  });

  test.each(['v24.2.0', 'v26.10.1'])(
    "takes the machine's own Node %s where the packages brought none, and keeps what it compiles beside these",
    (version) => {
      const told = on(version, version);
      const words = [...NODE_FLAGS, join(folder, version, 'pipelines/cli.ts'), 'rules', '--json'];
      expect(told.stdout.trim()).toBe(
        [...words, join(folder, version, 'node_modules/.cache/compiled')].join(' '),
      );
    },
  );

  test('says that nothing is installed yet', () => {
    const copy = join(folder, 'hedui');
    copyFileSync(LAUNCHER, copy);
    const told = run('/bin/sh', [copy, 'demo'], { cwd: folder });
    expect(told.status).toBe(3);
    expect(told.stderr).toContain('还没有安装');
    expect(told.stderr).toContain('npm ci');
  });

  test('starts Node with the same flags as every other door', () => {
    const flags = NODE_FLAGS.join(' ');
    for (const name of ['hedui', 'hedui.cmd'])
      expect(readFileSync(join(ROOT, name), 'utf8'), name).toContain(flags);
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const ours = Object.values(scripts).filter((script) => script.startsWith('node '));
    expect(ours.length).toBeGreaterThan(0);
    for (const script of ours) expect(script).toContain(`node ${flags} `);
  });
});
