import { Refusal } from '../../core/errors.ts';

/** SQLite's primary result codes that a person can do something about. */
const BUSY = 5;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const DISK_FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/**
 * Turns what SQLite reports into something the operator can mend. Whatever is not on the list is a fault
 * of our own and passes unchanged.
 */
export function explainLedgerFault(error: unknown, path: string): unknown {
  if (error instanceof Refusal) return error;
  const primary = primaryCode(error);
  switch (primary) {
    case BUSY:
      return new Refusal(
        'ledger-busy',
        `台账正被另一个程序占用，这一步没有写入，请稍后再试：${path}`,
        `Another program holds the ledger; nothing was written, please try again shortly: ${path}`,
      );
    case READ_ONLY:
    case CANNOT_OPEN:
      return new Refusal(
        'ledger-not-writable',
        `台账打不开或不可写，请检查文件夹权限：${path}`,
        `The ledger cannot be opened or written; check the permissions of its folder: ${path}`,
      );
    case DISK_FULL:
    case IO_ERROR:
      return new Refusal(
        'ledger-disk-full',
        `磁盘已满或读写出错，这一步没有写入；请腾出空间后重试：${path}`,
        `The disk is full or failing; nothing was written. Free some space and try again: ${path}`,
      );
    case CORRUPT:
    case NOT_A_DATABASE:
      return new Refusal(
        'ledger-damaged',
        `台账文件已损坏或不是台账，请用 hedui restore 恢复最近的备份：${path}`,
        `The ledger file is damaged or is no ledger; bring back the latest backup with hedui restore: ${path}`,
      );
    default:
      return error;
  }
}

/** Whether another writer was faster. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  const code = Number(error.errcode);
  // Extended codes keep the primary one in their lowest byte.
  return Number.isInteger(code) ? code & 0xff : null;
}
