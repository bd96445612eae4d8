import type { CommandRefusal, RefusalCode } from '../../casework/refusals.ts';

/** Status codes of the refusals that a browser has to tell apart; every other is 422: understood, and not done. */
export type RefusedStatus = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 423 | 429 | 503;

/** An answer that is a refusal, with the sentence that is shown beside the button. */
export class Refused extends Error {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly status: RefusedStatus;

  constructor(code: string, zh: string, en: string, status: RefusedStatus = 422) {
    super(en);
    this.code = code;
    this.zh = zh;
    this.en = en;
    this.status = status;
  }
}

const STATUS: Partial<Record<RefusalCode, RefusedStatus>> = {
  'unknown-case': 404,
  'unknown-batch': 404,
  'not-your-township': 403,
  'whole-office-only': 403,
  'sees-no-cases': 403,
  'not-your-role': 403,
  'no-right': 403,
  'administrators-only': 403,
  'second-factor-missing': 403,
  'login-failed': 401,
};

/** The status of a refusal of the ledger, whichever way it was thrown. */
export function statusOf(code: string): RefusedStatus {
  return STATUS[code as RefusalCode] ?? 422;
}

/** Throws a refusal of the ledger on, in its own words. */
export function throwRefused(refusal: CommandRefusal): never {
  throw new Refused(refusal.code, refusal.zh, refusal.en, statusOf(refusal.code));
}

/** What is nobody's case: the address names something that is not there. */
export function notFound(what: { zh: string; en: string }): never {
  throw new Refused('not-found', what.zh, what.en, 404);
}
