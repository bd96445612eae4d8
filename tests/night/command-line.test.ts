import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NODE_FLAGS } from '../../core/node-flags.ts';
import { asIfRead } from './as-if-read.ts';
import { COMMAND_LINE, ended, Office } from './office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

let office: Office;

beforeAll(async () => {
  office = new Office();
  for (const month of [202206, 202207]) office.put(rosterName(month), roster(month));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220531' }]));
});
afterAll(() => office.remove());

describe('what a command says and how it ends', () => {
  test('before any night there is nothing to export, and exit code 3 says so', async () => {
    const empty = new Office();
    const told = await empty.run('export', 'findings', '--out', join(empty.root, 'x.xlsx'));
    expect(told).toMatchObject({ code: 3, stdout: '' });
    expect(told.stderr).toContain('还没有发布过核对结果');
    empty.remove();
  });

  test('a good night with --json is one object on standard output, its progress on standard error, exit code 0; a second one meanwhile is refused and disturbs nothing', async () => {
    const first = office.start('nightly', '--inbox', office.inbox, '--as-of', '2022-12-31', '--json');
    const firstEnd = ended(first);
    while (!existsSync(join(office.home, 'night.lock'))) await sleep(5);
    first.kill('SIGSTOP');
    const second = await office.runNight();
    first.kill('SIGCONT');
    expect(second.code).toBe(3);
    expect(second.stderr).toContain('另一次核对正在进行');
    const night = await firstEnd;
    expect(night.code).toBe(0);
    expect(night.stdout.trimEnd()).not.toContain('\n');
    expect(JSON.parse(night.stdout)).toMatchObject({
      as_of: '2022-12-31',
      published: true,
      totals: { people: 1, amount_fen: 43_600, confirmed_fen: 43_600 },
    });
    expect(night.stderr).toContain('读取 read');
  });

  test('a night without --json is told in lines, with every file, rule and report', async () => {
    const night = await office.runNight();
    expect(night.code).toBe(0);
    expect(night.stdout).toContain('436.00 元');
    expect(night.stdout).toContain(rosterName(202206));
    expect(night.stdout).toContain('deceased/paid-after-death');
    expect(night.stdout).toContain('疑点清单.xlsx');
    expect(() => JSON.parse(night.stdout) as unknown).toThrow();
  });

  test('whoever reads slowly gets all that a command says, more than a pipe holds', async () => {
    // nobody reads until the pipe has long been full
    const reader = '"$0" "$@" | { sleep 4; cat; }';
    const said = ['-c', reader, process.execPath, ...NODE_FLAGS, COMMAND_LINE, 'rules', '--json'];
    const { stdout } = spawnSync('sh', said, { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
    expect(Buffer.byteLength(stdout)).toBeGreaterThan(2 ** 16);
    expect(JSON.parse(stdout)).toBeTypeOf('object');
  });

  test.each([
    ['an unknown verb', ['frobnicate']],
    ['a group of verbs of which none is said', ['case']],
    ['an unknown option', ['nightly', '--nonsense']],
    ['a day that the calendar does not have', ['nightly', '--as-of', '2022-02-30']],
    ['a format that is not written', ['export', 'findings', '--format', 'docx', '--out', 'x']],
    ['an export that does not exist', ['export', 'everything', '--out', 'x']],
    ['an ending that is not written', ['export', 'findings', '--out', 'x.pdf']],
    ['a finding that is not named', ['explain']],
    ['a month that the calendar does not have', ['tie-out', '--month', '202213']],
  ])('%s ends with exit code 2', async (_what, argv) => {
    const told = await office.run(...argv, '--json');
    expect(told.code).toBe(2);
    expect(told.stderr).not.toMatch(/^\s+at /m);
    expect(told.stderr.length).toBeGreaterThan(10);
    expect(told.stderr.split('\n')[0]).toMatch(/[\u4e00-\u9fff]{4}/);
    expect(JSON.parse(told.stdout)).toMatchObject({ error: { code: expect.any(String) } });
  });

  test('a night of a day after today is not run, and a backup that is not there is named', async () => {
    const later = await office.run('nightly', '--as-of', '2099-01-01');
    expect(later).toMatchObject({ code: 3, stderr: expect.stringContaining('晚于今天') });
    const restored = await office.run('restore', 'nowhere.db', '--rehearse');
    expect(restored).toMatchObject({ code: 3, stderr: expect.stringContaining('找不到备份') });
  });

  test('an inbox that is not there ends with exit code 3', async () => {
    const told = await office.run('nightly', '--inbox', join(office.root, 'nowhere'));
    expect(told.code).toBe(3);
    expect(told.stderr).toContain('找不到收件文件夹');
    expect(told.stderr).toContain('There is no inbox');
  });

  test('a build that fails its checks is not published, and exit code 4 says which check', async () => {
    const before = office.currentBuild();
    const { received } = office.workspace;
    const path = readdirSync(received, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('reading.json'))
      .map((name) => join(received, name))[0]!;
    const whole = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      whole.replace(/"used":(\d+)/, (_found, used) => `"used":${Number(used) + 1}`),
    );
    // as if reading had come to it: a reading that is merely damaged is read again
    asIfRead(office.home, dirname(path));
    const told = await office.runNight('--json');
    expect(told.code).toBe(4);
    expect(told.stderr).toContain('收到 = 使用 + 拒收 + 忽略');
    expect(told.stderr).toContain('received = used + refused + ignored');
    expect(JSON.parse(told.stdout)).toMatchObject({ error: { code: 'check-failed' } });
    expect(office.currentBuild()).toBe(before);
    expect(readdirSync(office.workspace.builds).filter((name) => name.endsWith('.draft'))).toEqual([]);
    writeFileSync(path, whole);
    asIfRead(office.home, dirname(path));
    expect(await office.runNight()).toMatchObject({ code: 0 });
  });
});

describe('the settings of an office', () => {
  test.each([
    ['an unknown key, with the nearest one', 'ofice: 某中心\n', 'ofice → office'],
    ['a parameter that no rule has', 'parameters:\n  pension_agee: []\n', 'pension_age'],
    [
      'a parameter of the wrong kind',
      "parameters:\n  basic_pension_rate:\n    - { from: '2020-07', value: 一百, basis: x }\n",
      'basic_pension_rate',
    ],
    ['what is no YAML', 'office: [\n', 'hedui.yaml'],
  ])('are refused for %s, before anything is done', async (_what, settings, hint) => {
    const wrong = new Office();
    try {
      wrong.put(rosterName(202206), roster(202206));
      wrong.settle(settings);
      await expect(wrong.night()).rejects.toMatchObject({
        name: 'Refusal',
        exitCode: 3,
        zh: expect.stringContaining(hint) as string,
        en: expect.stringContaining(hint) as string,
      });
      expect(readdirSync(wrong.workspace.received)).toEqual([]);
    } finally {
      wrong.remove();
    }
  });

  test("decide a rule by the office's own parameter, and by the pack's again when they are gone", async () => {
    const own = new Office();
    try {
      own.put(rosterName(202206), roster(202206));
      own.settle(
        "parameters:\n  basic_pension_rate:\n    - { from: '2020-07', value: 11000, basis: 本地文件 }\n",
      );
      const strict = await own.night();
      expect(strict.totals).toMatchObject({ findings: 10, amount_fen: 10 * 300 });
      copyFileSync('/dev/null', own.workspace.settings);
      const usual = await own.night();
      expect(usual.totals).toMatchObject({ findings: 0, amount_fen: 0 });
    } finally {
      own.remove();
    }
  });
});
