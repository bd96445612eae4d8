import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { explainOutOfMemory } from './out-of-memory.ts';
import { clearSpills } from './spills.ts';
import { Warehouse } from './warehouse/database.ts';
import { type LaneStep, runInLanes } from './warehouse/lanes.ts';
import { serveOffice, type Workspace, workspaceAt } from './workspace.ts';

let office: Workspace;

beforeEach(() => {
  office = workspaceAt(mkdtempSync(join(tmpdir(), 'hedui-memory-')));
  mkdirSync(office.builds);
  writeFileSync(office.settings, 'memory: 512MB\n');
  serveOffice(office);
});

afterEach(() => rmSync(office.home, { recursive: true, force: true }));

/** Keeps more rows than the memory holds; says what the engine was allowed and where it put the rest. */
async function keepMuch(warehouse: Warehouse): Promise<{ limit: string | undefined; spilled: string[] }> {
  const set = await warehouse.first<{ limit: string }>("select current_setting('memory_limit') as limit");
  await warehouse.run(
    'create temp table much as select repeat(md5(range::varchar), 30) as text from range(600000)',
  );
  return {
    limit: set?.limit,
    spilled: readdirSync(office.builds).filter((name) => name.startsWith('spill-')),
  };
}

test('an engine takes what the office gives, and puts the rest beside the builds until it is closed', async () => {
  const warehouse = await Warehouse.open(':memory:');
  const { limit, spilled } = await keepMuch(warehouse);
  warehouse.close();
  expect(limit).toBe('358.0 MiB');
  expect(spilled).toHaveLength(1);
  expect(readdirSync(office.builds)).toEqual([]);
});

test('beside a program that holds most of the memory the engine gets less, and statements wait for each other', async () => {
  const warehouse = await Warehouse.open(':memory:');
  let most = 0;
  let now = 0;
  const step: LaneStep = {
    reads: [],
    leaves: [],
    run: async (lane) => {
      now += 1;
      most = Math.max(most, now);
      await lane.run('select count(*) from range(100000)');
      now -= 1;
    },
  };
  const held = Buffer.alloc(400 * 1024 ** 2, 1);
  await runInLanes(warehouse, Array(6).fill(step));
  const set = await warehouse.first<{ limit: string }>("select current_setting('memory_limit') as limit");
  warehouse.close();
  expect({ held: held.length > 0, most, limit: set?.limit }).toEqual({
    held: true,
    most: 1,
    limit: '256.0 MiB',
  });
});

test('a reader of a published build that no query can leave is bound likewise', async () => {
  const path = join(office.builds, 'warehouse.duckdb');
  (await Warehouse.open(path)).close();
  const reader = await Warehouse.open(path, {
    access_mode: 'READ_ONLY',
    enable_external_access: 'false',
    lock_configuration: 'true',
  });
  const { limit, spilled } = await keepMuch(reader);
  reader.close();
  expect([limit, spilled.length]).toEqual(['358.0 MiB', 1]);
});

test('what an engine left that was ended by force goes, and what another one uses stays', () => {
  const [mine, dead] = [`spill-${process.pid}-0-1`, 'spill-4194305-0-1'];
  for (const name of [mine, dead, '1']) mkdirSync(join(office.builds, name));
  clearSpills(office.builds);
  expect(readdirSync(office.builds).sort()).toEqual(['1', mine]);
});

test('what an engine without an office left in the machine’s folder goes with the next that opens one there', () => {
  const folder = join(office.home, 'temporary');
  mkdirSync(join(folder, 'spill-4194305-0-1'), { recursive: true });
  const open = `import { boundsOfEngine } from '${join(import.meta.dirname, 'memory.ts')}'; console.log(boundsOfEngine().temp_directory)`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', open], {
    env: { ...process.env, TMPDIR: folder },
    encoding: 'utf8',
  });
  expect(said.startsWith(join(folder, 'spill-'))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('what does not fit and cannot be put aside is told with what may be taken and where that is said', async () => {
  const warehouse = await Warehouse.open(':memory:', { memory_limit: '16MiB' });
  const thrown: unknown = await warehouse
    .run('create table one as select list(md5(range::varchar)) as texts from range(500000)')
    .catch((error: unknown) => explainOutOfMemory(error));
  warehouse.close();
  expect(thrown).toMatchObject({ code: 'memory-exhausted', exitCode: 3 });
  expect(String(thrown)).toContain('512MB');
});
