import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryFolderOf } from '../storage/at-rest/memory-folder.ts';
import { type Measured, measureCli } from './measure/child.ts';

/** What keeping the folder sealed costs: the same nights in a folder that lies open and in one that is sealed from its first night. */
export async function run(args: string[]): Promise<void> {
  const [people = 30_000] = args.map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'hedui-bench-'));
  try {
    const inbox = join(folder, 'inbox');
    await measureCli([
      'generate',
      '--out',
      inbox,
      '--people',
      String(people),
      '--months',
      '12',
      '--seed',
      '3',
    ]);
    const key = join(folder, 'folder.key');
    await measureCli(['at-rest', 'key', key]);
    for (const cipher of ['none', 'aes-256-gcm', 'sm4']) {
      const home = join(folder, cipher);
      mkdirSync(home);
      const verb = (...words: string[]): Promise<Measured> => measureCli(['--home', home, ...words]);
      const night = (): Promise<Measured> =>
        verb('nightly', '--inbox', inbox, '--as-of', '2022-12-31', '--json');
      if (cipher !== 'none') {
        appendFileSync(join(home, 'hedui.yaml'), `at_rest: { key: "${key}", cipher: ${cipher} }\n`);
        await verb('at-rest', 'apply');
      }
      say(people, cipher, 'first night', await night());
      say(people, cipher, 'the same again', await night());
      if (cipher !== 'none') {
        rmSync(memoryFolderOf(home), { recursive: true });
        say(people, cipher, 'first verb after a start', await verb('cases', '--summary', 'township'));
      }
      say(people, cipher, 'audit verify', await verb('audit', 'verify'));
      rmSync(memoryFolderOf(home), { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(people: number, cipher: string, what: string, { seconds, cpuSeconds, peakMb }: Measured): void {
  process.stdout.write(
    `${people} people, ${cipher.padEnd(11)} ${what.padEnd(24)} ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} of the processor, ${Math.round(peakMb)} MB\n`,
  );
}
