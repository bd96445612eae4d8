import type { CaseState } from '../casework/case-state.ts';
import { shownFindings } from '../casework/main-finding.ts';
import { Refusal } from '../core/errors.ts';
import type { Language } from '../core/words/language.ts';
import type { CaseExplanation } from './case-explanation.ts';
import { explainCase } from './explain-case.ts';
import type { PublishedReader } from './published-reader.ts';

/** How much of a person the reader may be shown. */
export interface MaskingOptions {
  isUnmasked: boolean;
  isNameShown: boolean;
}

/** What the published build says of a case; null where there is no build yet, or nothing in it to tell. */
export async function readEvidence(
  reader: PublishedReader,
  state: Pick<CaseState, 'person' | 'findings'>,
  { language, isUnmasked, isNameShown }: MaskingOptions & { language: Language },
): Promise<CaseExplanation | null> {
  try {
    return await explainCase(reader, {
      person_id: state.person.person_id,
      findings: shownFindings(state),
      language,
      unmasked: isUnmasked,
      show_name: isNameShown,
    });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
