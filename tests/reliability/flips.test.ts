import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXIT } from '../../core/errors.ts';
import { loadReceipts } from '../../reading/receiving/receipt.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { runHere } from '../support/command-here.ts';
import { closeDemo, copyDemoHome } from '../workbench/stand.ts';

const FLIPS = { 'ledger.db': 80, builds: 50, received: 70, documents: 20 };

let whole: string;
let home: string;
beforeAll(async () => {
  whole = await copyDemoHome({ year: true });
  const issue = ['notice', 'issue', '--all-approved', '--pdf', '--as', 'chenjing'];
  expect(await runHere(['--home', whole, ...issue])).toMatchObject({ code: EXIT.done });
  const db = new DatabaseSync(join(whole, 'ledger.db'));
  db.exec('pragma wal_checkpoint(truncate)');
  db.exec('pragma journal_mode = delete');
  db.close();
  home = join(mkdtempSync(join(tmpdir(), 'hedui-flips-')), 'home');
  cpSync(whole, home, { recursive: true });
});
afterAll(async () => {
  rmSync(join(home, '..'), { recursive: true, force: true });
  await closeDemo(undefined, whole);
});

/** The same places each time: a fault that was seen once is seen again. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

it('a single flipped bit in the ledger, the builds, what was received or went out is found or harmless, and ends no examination', async () => {
  const random = numbers(15);
  const next = (below: number): number => Math.floor((random.next().value ?? 0) * below);
  const wrong: string[] = [];
  let found = 0;
  for (const [part, flips] of Object.entries(FLIPS)) {
    const files = filesBelow(join(whole, part));
    for (let flip = 0; flip < flips; flip += 1) {
      const file = relative(whole, files[next(files.length)] ?? '');
      const bytes = readFileSync(join(whole, file));
      const place = next(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << next(8));
      writeFileSync(join(home, file), bytes);
      const { code, healthy, text } = await examine();
      if (code === EXIT.fault) wrong.push(`${file} ${place}: ended the examination: ${text.slice(0, 300)}`);
      else if (!healthy) found += 1;
      else if (!isHarmless(file)) wrong.push(`${file} ${place}: not found`);
      for (const tail of ['-wal', '-shm', '-journal'])
        rmSync(join(home, `ledger.db${tail}`), { force: true });
      cpSync(join(whole, file), join(home, file));
    }
  }
  expect(wrong).toEqual([]);
  expect(found).toBeGreaterThan(100);
});

async function examine(): Promise<{ code: number | null; healthy: boolean; text: string }> {
  const { code, stdout, stderr } = await runHere(['--home', home, '--json', 'doctor', '--all']);
  return { code, healthy: code === EXIT.done, text: stdout + stderr };
}

/** Whether everything still says what it said: the bit lay where nothing is kept, or a second copy holds. */
function isHarmless(file: string): boolean {
  if (file.startsWith('ledger.db')) return contentOf(join(home, file)) === contentOf(join(whole, file));
  const receipts = (of: string): string => JSON.stringify(loadReceipts(workspaceAt(of).received));
  return /receipt(-copy)?\.json$/.test(file) && receipts(home) === receipts(whole);
}

/** Every row of every table but what the program makes again by itself. */
function contentOf(path: string): string {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = db.prepare("select name from sqlite_schema where type = 'table' order by name").all();
    return JSON.stringify(
      tables
        .map(({ name }) => String(name))
        .filter((name) => !['saved_view', 'case_queue', 'queue_label', 'ledger_fact'].includes(name))
        .map((name) => db.prepare(`select * from "${name}"`).all()),
    );
  } finally {
    db.close();
  }
}

function filesBelow(path: string): string[] {
  const entries = (() => {
    try {
      return readdirSync(path, { withFileTypes: true, recursive: true });
    } catch {
      return null;
    }
  })();
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).length > 0)
    .sort();
}
