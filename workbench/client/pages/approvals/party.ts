import type { ApprovalDocument } from '../../../contract/approvals.ts';
import { useWords } from '../../language/language.tsx';

/** Whom a document names, and what they are to the person: both surnames are often the same, and names are masked. */
export function useParty({ party: { name, relation } }: ApprovalDocument): string {
  const { t } = useWords();
  return relation === 'self'
    ? t('approvals.party-self', { name })
    : t('approvals.party-other', { name, relation });
}
