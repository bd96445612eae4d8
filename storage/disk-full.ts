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
export function explainDiskFull(error: unknown, refusal: () => Refusal): unknown {
  return error instanceof Refusal || !isDiskFull(error) ? error : refusal();
}

export function nightOnFullDisk(folder: string): Refusal {
  return new Refusal(
    'disk-full',
    `磁盘已满，这一晚没有发布：${folder}。请腾出空间后再运行；已收下的文件和上一次发布的结果都在。`,
    `The disk is full and this night was not published: ${folder}. Free some space and run again; the files taken in and the last published build are safe.`,
  );
}

export function papersOnFullDisk(folder: string): Refusal {
  return new Refusal(
    'disk-full',
    `磁盘已满，还有文书没有做出：${folder}。已给的文号都在台账里，已做出的原件不变。请腾出空间后再做一次，会从停下的地方接着做，文号不会重复。`,
    `The disk is full and not all papers were made: ${folder}. Every number given stands in the ledger, and what was made stays as it is. Free some space and ask again: it goes on where it stopped, and no number is given twice.`,
  );
}
