import type { CaseState } from '../../../casework/case-state.ts';
import { noticeKindOf } from '../../../casework/documents/notice-kind.ts';
import type { DocumentKind } from '../../../core/words/documents.ts';

/** The paper that a signed document leads to; null where it stays within the office. */
export function paperOf(state: Pick<CaseState, 'decided'>, kind: DocumentKind): string | null {
  if (kind === 'decision') return noticeKindOf(state);
  if (kind === 'back-payment') return 'back-payment-notice';
  return kind === 'revocation' ? 'revocation' : null;
}
