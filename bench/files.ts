import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDigit } from '../core/resident-id/index.ts';
import { measureCli } from './measure/child.ts';

/** Many files: a hundred lists that each repeat the one before with thirty deaths more, and thousands of one row. */
export async function run(args: string[]): Promise<void> {
  const [lists = 100, small = 5000] = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  for (const share of [0.25, 0.5, 1]) {
    const count = Math.round(lists * share);
    await measure(`${count} growing lists of up to 3,000 rows`, count, (list) => [
      0,
      3000 - (count - list) * 30,
    ]);
  }
  for (const share of [0.25, 0.5, 1])
    await measure(`${Math.round(small * share)} files of one row`, Math.round(small * share), (list) => [
      list,
      list + 1,
    ]);
}

async function measure(
  label: string,
  count: number,
  rowsOf: (list: number) => readonly [number, number],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hedui-bench-'));
  try {
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    for (let list = 1; list <= count; list += 1) {
      const [from, to] = rowsOf(list);
      const rows = Array.from({ length: to - Math.max(from, 0) }, (_, index) =>
        deathRow(Math.max(from, 0) + index),
      );
      writeFileSync(
        join(inbox, `公安局户籍注销人员名单_${String(list).padStart(5, '0')}.csv`),
        `姓名,公民身份号码,注销原因,死亡日期,注销日期\r\n${rows.join('')}`,
      );
    }
    const night = [
      '--home',
      join(folder, 'var'),
      '--json',
      'nightly',
      '--inbox',
      inbox,
      '--as-of',
      '2023-01-31',
    ];
    const { seconds, cpuSeconds, peakMb, stdout } = await measureCli(night);
    const { milliseconds } = JSON.parse(stdout) as { milliseconds: Record<string, number> };
    const steps = ['receive', 'read', 'load', 'link', 'unify']
      .map((step) => `${step} ${((milliseconds[step] ?? 0) / 1000).toFixed(1)}`)
      .join(', ');
    process.stdout.write(
      `${label.padEnd(40)} ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} of the processor, ${Math.round(peakMb)} MB (${steps})\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function deathRow(person: number): string {
  const day = String(1 + (person % 28)).padStart(2, '0');
  const born = `${1930 + (person % 30)}${String(1 + (person % 12)).padStart(2, '0')}${day}`;
  const first = `532526${born}${990 + (Math.floor(person / 420) % 10)}`;
  const name = `${'王李张刘陈杨黄赵周吴'[person % 10]}${'伟芳娜敏静丽强磊军洋'[Math.floor(person / 10) % 10]}`;
  return `${name},${first}${checkDigit(first)},死亡,202206${day},202206${day}\r\n`;
}
