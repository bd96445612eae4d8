import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../core/errors.ts';
import { holderOf, writeHolder } from './lock.ts';
import { clearScratch } from './scratch-folder.ts';

/** What may hold an office's folder: workbench and nights beside one another, a restore alone. */
export type OfficeRole = 'workbench' | 'night' | 'restore';

const TITLES: Readonly<Record<OfficeRole, { zh: string; en: string }>> = {
  workbench: { zh: '工作台', en: 'the workbench' },
  night: { zh: '夜间核对', en: 'a night' },
  restore: { zh: '恢复备份', en: 'a restore' },
};

interface Holder {
  role: OfficeRole;
  pid: number;
}

/** Holds the folder of an office until it is let go; refused while somebody holds it who cannot be beside this one. */
export function holdOffice(home: string, role: OfficeRole): Disposable {
  const folder = join(home, 'office.lock');
  mkdirSync(folder, { recursive: true });
  clearScratch(home);
  const own = join(folder, `${role}-${process.pid}`);
  // named first and looked around afterwards: of two that come at once at least one sees the other
  writeHolder(own);
  const other = holdersOf(home).find((holder) => role === 'restore' || holder.role === 'restore');
  if (other !== undefined) {
    rmSync(own, { force: true });
    throw inUse(other);
  }
  return { [Symbol.dispose]: () => rmSync(own, { force: true }) };
}

/** Whether this process was started by the workbench of this office, which asks the rights and records what leaves itself. */
export function isStartedByWorkbench(home: string): boolean {
  return holdersOf(home).some(({ role, pid }) => role === 'workbench' && pid === process.ppid);
}

/** Where people work at the workbench, this process takes the processor that they leave. */
export function stepBehindWorkbench(home: string): void {
  if (!holdersOf(home).some(({ role }) => role === 'workbench')) return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // some systems let nobody change it; then all have the same
  }
}

/** Everybody else who holds the folder and lives; what the dead left behind is cleared away. */
export function holdersOf(home: string): Holder[] {
  const folder = join(home, 'office.lock');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name): Holder[] => {
    const [role, number] = name.split('-') as [OfficeRole, string];
    if (Number(number) === process.pid || !(role in TITLES)) return [];
    const pid = holderOf(join(folder, name));
    if (pid !== null) return [{ role, pid }];
    rmSync(join(folder, name), { force: true });
    return [];
  });
}

function inUse({ role, pid }: Holder): Refusal {
  const { zh, en } = TITLES[role];
  return new Refusal(
    'office-in-use',
    `${zh}正在使用这个工作文件夹（进程 ${pid}）。请先停下它，再试一次。`,
    `This workspace is held by ${en} (process ${pid}). Stop it first and try again.`,
  );
}
