import { existsSync, readFileSync } from 'node:fs';

/**
 * What tells a process from a later one that bears the same number: the machine's present start and the tick of the
 * process's own. Null where the system does not say; there a number alone has to do.
 */
export function processMark(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const told = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name of the program stands in brackets and may hold blanks; the start is the twentieth word after it
    const started = told.slice(told.lastIndexOf(')') + 2).split(' ')[19];
    return started === undefined ? null : `${boot} ${started}`;
  } catch {
    return null;
  }
}

/** Whether the process that left this number and this mark still lives; its number may be another's by now. */
export function isAlive(pid: number, mark: string | null): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !answers(pid)) return false;
  if (mark === null) return isProgramOfOurs(pid);
  const present = processMark(pid);
  return present === null || present === mark;
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A number without a mark was left by an earlier version: whatever runs no Node is no night and no workbench. */
function isProgramOfOurs(pid: number): boolean {
  const path = `/proc/${pid}/cmdline`;
  if (!existsSync(path)) return true;
  try {
    const [program = ''] = readFileSync(path, 'utf8').split('\0');
    return /node/i.test(program) || program === '';
  } catch {
    return true;
  }
}
