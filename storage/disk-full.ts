import { Refusal } from '../core/errors.ts';

const FULL_CODES = new Set(['ENOSPC', 'EDQUOT']);

/** The engine reports a full disk in words only. */
const FULL_WORDS = /no space left on device|disk quota exceeded|out of disk space|disk is full/i;

export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return FULL_CODES.has(code) || FULL_WORDS.test(error.message);
}

/** A full disk is for the operator to mend, whichever step met it first; every other error passes unchanged. */
export function explainDiskFull(error: unknown, folder: string): unknown {
  if (error instanceof Refusal || !isDiskFull(error)) return error;
  return new Refusal(
    'disk-full',
    `磁盘已满，这一晚没有发布：${folder}。请腾出空间后再运行；已收下的文件和上一次发布的结果都在。`,
    `The disk is full and this night was not published: ${folder}. Free some space and run again; the files taken in and the last published build are safe.`,
  );
}
