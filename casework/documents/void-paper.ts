import type { Ledger } from '../../storage/ledger/ledger.ts';
import { loadCase } from '../casebook/load-case.ts';
import { execute } from '../execute.ts';
import type { Office } from '../office.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { voidDocument } from './register.ts';

export interface VoidRequest {
  /** The same on every retry. */
  key: string;
  user: string;
  via: string;
  case_id: string;
  document_number: string;
  reason: string;
}

/** Makes a numbered paper void, the recovery notice or one beside it; the number stays in the year's series. */
export function voidPaper(ledger: Ledger, office: Office, request: VoidRequest): CommandRefusal | null {
  const { document_number, reason, ...asked } = request;
  const state = loadCase(ledger, request.case_id);
  if (state === null) return refuse('unknown-case', { case: request.case_id });
  const isNotice = state.notices.some((notice) => notice.notice_number === document_number);
  if (!isNotice) {
    const result = voidDocument(ledger, office, request);
    return result.ok ? null : result.refusal;
  }
  if (reason.trim() === '') return refuse('reason-required');
  const outcome = execute(ledger, office, {
    ...asked,
    move: 'void-notice',
    input: { document_number, reason },
  });
  return outcome.ok ? null : outcome.refusal;
}
