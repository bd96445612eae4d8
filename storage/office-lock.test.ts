import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdersOf, holdOffice } from './office-lock.ts';
import { processMark } from './process-mark.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hedui-office-lock-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Lets another process that lives hold the folder. */
function heldByAnother(role: string) {
  const other = spawn('sleep', ['60']);
  using _own = holdOffice(home, 'workbench');
  writeFileSync(
    join(home, 'office.lock', `${role}-${other.pid}`),
    `${other.pid}\n${processMark(other.pid ?? 0)}\n`,
  );
  return other;
}

test('a restore waits for nobody and is refused while the workbench or a night holds the folder', () => {
  for (const role of ['workbench', 'night']) {
    const other = heldByAnother(role);
    expect(() => holdOffice(home, 'restore')).toThrow(expect.objectContaining({ code: 'office-in-use' }));
    other.kill('SIGKILL');
  }
});

test('nobody begins beside a restore; a night begins beside the workbench', () => {
  const restore = heldByAnother('restore');
  expect(() => holdOffice(home, 'workbench')).toThrow(expect.objectContaining({ code: 'office-in-use' }));
  rmSync(join(home, 'office.lock', `restore-${restore.pid}`));
  restore.kill('SIGKILL');
  const workbench = heldByAnother('workbench');
  using _night = holdOffice(home, 'night');
  expect(holdersOf(home)).toEqual([{ role: 'workbench', pid: workbench.pid }]);
  workbench.kill('SIGKILL');
});

test('what a dead process left, or one whose number is another\u2019s now, holds nobody up and goes away', () => {
  holdOffice(home, 'night')[Symbol.dispose]();
  writeFileSync(join(home, 'office.lock', 'workbench-999999999'), '999999999\n\n');
  writeFileSync(join(home, 'office.lock', `night-${process.ppid}`), `${process.ppid}\nan-earlier-start 1\n`);
  using _restore = holdOffice(home, 'restore');
  expect(readdirSync(join(home, 'office.lock'))).toEqual([`restore-${process.pid}`]);
});
