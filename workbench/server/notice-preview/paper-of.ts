import type { CaseState } from '../../../casework/case-state.ts';
import type { DocumentKind } from '../../../core/words/documents.ts';

/** The gentler letter where the office or the report was merely late, the recovery notice everywhere else. */
export function noticeKindOf(state: Pick<CaseState, 'decided'>): 'recovery-notice' | 'return-notice' {
  return state.decided?.nature === 'lag' ? 'return-notice' : 'recovery-notice';
}

/** The paper that a signed document leads to; null where it stays within the office. */
export function paperOf(state: Pick<CaseState, 'decided'>, kind: DocumentKind): string | null {
  if (kind === 'decision') return noticeKindOf(state);
  return kind === 'revocation' ? 'revocation' : null;
}
