import { Refusal } from '../core/errors.ts';

const CODES = new Set(['EROFS', 'EACCES', 'EPERM']);

/** The engine reports it in words only. */
const WORDS = /read-only file system|permission denied/i;

/** A folder or disk that may not be written is for the operator to mend; every other error passes unchanged. */
export function explainUnwritable(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  const { code = '', path, syscall = '' } = error as NodeJS.ErrnoException;
  const place = CODES.has(code) && !syscall.startsWith('spawn') ? path : placeInWords(error.message);
  if (place === undefined) return error;
  return new Refusal(
    'not-writable',
    `“${place}”不能读写（磁盘只读，或没有权限），这一步没有完成；原有的文件、台账和上一次发布的结果都未动。请把文件夹改为可写，或换到可写的磁盘（--home），再运行一次。`,
    `"${place}" cannot be read or written (a read-only disk, or no permission) and this step was not done; the files, the ledger and the last published build are untouched. Make the folder writable, or choose another disk with --home, and run again.`,
  );
}

function placeInWords(message: string): string | undefined {
  return WORDS.test(message) ? /"([^"]+)"/.exec(message)?.[1] : undefined;
}
