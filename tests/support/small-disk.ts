import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small disk of our own; null where this user may not mount one. */
export function mountSmallDisk(size: string): string | null {
  const path = mkdtempSync(join(tmpdir(), 'hedui-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
    return path;
  } catch {
    rmSync(path, { recursive: true });
    return null;
  }
}

/** The disk goes when its last open file is closed; where none could be mounted there is nothing to do. */
export function unmountDisk(disk: string | null): void {
  if (disk === null) return;
  execFileSync('umount', ['--lazy', disk]);
  rmSync(disk, { recursive: true });
}

/** Leaves only so many bytes free on the disk. */
export function fillUp(folder: string, leave: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const path = join(folder, 'filler');
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return path;
}
