import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from '../workbench/server/open-workbench.ts';
import { knownSeconds } from './measure/known-work.ts';
import { fillCity, liftLimits, makeCity, SUPERVISOR } from './web/city.ts';
import { crowd, reportCrowd } from './web/crowd.ts';
import { askAll, type Question } from './web/questions.ts';

/**
 * `npm run bench -- web [cases=100000] [people=68000] [crowd=50] [seconds=180] [folder]`: how long lists, filters and the
 * case page take to answer one person, and then a crowd with a night, a backup and a verification beside it. A folder that is named
 * is kept, and asked again as it is.
 */
export async function run(args: string[]): Promise<void> {
  const [cases = '100000', people = '68000', many = '50', seconds = '180', kept] = args;
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'hedui-bench-web-'));
  const home = join(folder, 'home');
  try {
    if (!existsSync(home)) {
      mkdirSync(folder, { recursive: true });
      fillCity(await makeCity(folder, Number(people)), Number(cases));
    }
    liftLimits(home);
    const workbench = await openWorkbench({ home, port: 0, isForMany: true });
    try {
      report(await askAll(workbench, SUPERVISOR));
      process.stdout.write(`the same processor deflates 256 MB of text in ${knownSeconds().toFixed(1)} s\n`);
    } finally {
      await workbench.close();
    }
    if (Number(many) > 0) reportCrowd(await crowd(home, Number(many), Number(seconds)));
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function report(questions: readonly Question[]): void {
  process.stdout.write(`${'question'.padEnd(52)} limit   median     95 %      max  ms     cpu\n`);
  for (const { name, limit, times, cpu } of questions) {
    const sorted = [...times].sort((one, other) => one - other);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    const cells = [at(0.5), at(0.95), at(1), cpu].map((ms) => ms.toFixed(1).padStart(8)).join(' ');
    process.stdout.write(
      `${name.padEnd(52)} ${String(limit).padStart(5)} ${cells}${at(0.95) > limit ? '  over' : ''}\n`,
    );
  }
}
