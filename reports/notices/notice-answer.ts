import type { KeptFile } from '../../casework/documents/kept-paper.ts';
import { Refusal } from '../../core/errors.ts';
import { isDiskFull } from '../../storage/disk-full.ts';

/** How the making of one paper ended; it can be sent between threads, which an error cannot. */
export type NoticeAnswer =
  | { made: KeptFile[] }
  | { refusal: { code: string; zh: string; en: string } }
  | { fault: string; isDiskFull: boolean };

export function answerTo(error: unknown): NoticeAnswer {
  if (error instanceof Refusal) return { refusal: { code: error.code, zh: error.zh, en: error.en } };
  const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { fault, isDiskFull: isDiskFull(error) };
}
