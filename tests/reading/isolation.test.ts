import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../reading/recognition/mapping.ts';
import type { Bounds } from '../../reading/staging/process-bounds.ts';
import { readersWithin, readingBounds } from '../../reading/staging/process-bounds.ts';
import type { SizedTask } from '../../reading/staging/reader.ts';
import { startReader } from '../../reading/staging/reader-at-hand.ts';
import { ReadingChildren, readInChildren } from '../../reading/staging/reading-children.ts';
import type { FileReading } from '../../reading/staging/reading-result.ts';
import { usualMemory } from '../../storage/memory.ts';
import { TestFolder } from '../support/test-files.ts';

const folder = new TestFolder();
/** Of a list that does not come here. */
const A_MAPPING: Mapping = {
  source: 'payout-roster',
  match: { file: '别的.csv' },
  columns: { 甲: 'name' },
  despite: [],
  by: 'mapping.yaml',
};
const HEAD = '姓名,身份证号码,待遇所属期,实发金额,银行账号,支付状态,基础养老金\n';
const roster = (rows: number): string =>
  HEAD + '普美英,532526195001019967,202206,118.00,6228480119480722994,支付成功,113.00\n'.repeat(rows);

function task(name: string, rows: number): SizedTask {
  const path = folder.write(name, roster(rows));
  const staged = join(folder.path, `${name}.staged`);
  mkdirSync(staged, { recursive: true });
  return { path, name, folder: staged, bytes: readFileSync(path).length };
}

async function readAll(
  tasks: readonly SizedTask[],
  bounds?: (bytes: number) => Bounds,
  mappings: readonly Mapping[] = [],
): Promise<Record<string, FileReading>> {
  const readings: Record<string, FileReading> = {};
  await readInChildren(
    tasks,
    { mappings, memory: usualMemory() },
    ({ name }, reading) => {
      readings[name] = reading;
    },
    bounds,
  );
  return readings;
}

/** The reading processes of this one. */
function readers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return parent === String(process.pid) && command.includes('reading-child');
      } catch {
        return false;
      }
    })
    .map(Number);
}

test('with less than four gigabytes one file is read at a time, and may take all there is up to two', () => {
  const gigabyte = 1024 ** 3;
  expect([4, 3, 1].map((memory) => readersWithin(memory * gigabyte, 2))).toEqual([2, 1, 1]);
  expect([4, 3, 1].map((memory) => readingBounds(1, memory * gigabyte).memoryBytes / gigabyte)).toEqual([
    2, 2, 1,
  ]);
});

describe.skipIf(process.platform !== 'linux')('a file that harms its reader', () => {
  test('harms itself only: what takes too long or too much memory is refused, and the others are read', async () => {
    const large = task('large.csv', 120_000);
    const small = task('small.csv', 3);
    const tight = (bytes: number): Bounds =>
      bytes === large.bytes ? { ...readingBounds(bytes), seconds: 0.05 } : readingBounds(bytes);
    const late = await readAll([large, small], tight);
    expect([late['large.csv']?.code, late['small.csv']?.counts.used]).toEqual(['file-takes-too-long', 3]);
    expect(readdirSync(large.folder)).toEqual([]);
    const narrow = (bytes: number): Bounds =>
      bytes === large.bytes ? { ...readingBounds(bytes), memoryBytes: 20 * 1024 ** 2 } : readingBounds(bytes);
    expect((await readAll([large, small], narrow))['large.csv']?.code).toBe('file-eats-memory');
  });

  test('is read while others are still to come, in a process that may have started before there was any', async () => {
    await readAll([task('large-before.csv', 60_000)]);
    startReader(usualMemory());
    const started = readers();
    const read: string[] = [];
    const reading = new ReadingChildren({ mappings: [], memory: usualMemory() }, ({ name }) =>
      read.push(name),
    );
    reading.add([task('first.csv', 2)]);
    await expect.poll(() => read).toEqual(['first.csv']);
    expect([started.length, readers()]).toEqual([1, started]);
    reading.add([task('second.csv', 2)]);
    await reading.finish();
    expect(read).toEqual(['first.csv', 'second.csv']);
  });

  test('is not begun any more where reading fails for want of a disk, and that is thrown at the end', async () => {
    const read: string[] = [];
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const reading = new ReadingChildren({ mappings: [], memory: usualMemory() }, ({ name }) => {
      read.push(name);
      throw full;
    });
    reading.add([task('written.csv', 2)]);
    await expect.poll(() => read).toEqual(['written.csv']);
    reading.add([task('left.csv', 2)]);
    await expect(reading.finish()).rejects.toBe(full);
    expect(read).toEqual(['written.csv']);
  });

  test('is tried once more in a new process, because a process may also be killed from outside', async () => {
    const once = task('killed-once.csv', 60_000);
    const reading = readAll([once]);
    for (let pids = readers(); ; pids = readers()) {
      if (pids[0] !== undefined) {
        process.kill(pids[0], 'SIGKILL');
        break;
      }
      await setTimeout(10);
    }
    expect((await reading)['killed-once.csv']?.counts.used).toBe(60_000);
  });

  test('is refused when it ends its process twice; one reader that read little waits for the next file', async () => {
    const bad = task('killer.csv', 60_000);
    const good = task('good.csv', 2);
    let isDone = false;
    const reading = readAll([bad, good]).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      for (const pid of readers()) {
        // whoever holds the bad file open dies of it
        if (holds(pid, bad.path)) process.kill(pid, 'SIGKILL');
      }
      await setTimeout(5);
    }
    const readings = await reading;
    expect([readings['killer.csv']?.code, readings['good.csv']?.counts.used]).toEqual([
      'file-breaks-reader',
      2,
    ]);
    expect(readings['killer.csv']?.fault).toContain('SIGKILL');
    const waiting = readers();
    expect(waiting).toHaveLength(1);
    await readAll([task('next.csv', 2)]);
    expect(readers()).toEqual(waiting);
  });

  test('finds no reader that knows other columns, and leaves none behind when it is large', async () => {
    await readAll([task('one.csv', 2)]);
    const [waiting] = readers();
    await readAll([task('taught.csv', 2)], undefined, [A_MAPPING]);
    await expect.poll(readers).not.toContain(waiting);
    expect(readers()).toHaveLength(1);
    await readAll([task('much.csv', 60_000)], undefined, [A_MAPPING]);
    expect(readers()).toEqual([]);
  });

  test('is read by a new process where the one that waited was ended from outside', async () => {
    await readAll([task('before.csv', 2)]);
    const [waiting = 0] = readers();
    process.kill(waiting, 'SIGKILL');
    await expect.poll(readers).toEqual([]);
    expect((await readAll([task('after.csv', 2)]))['after.csv']?.counts.used).toBe(2);
  });
});

function holds(pid: number, path: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`) === path;
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}
