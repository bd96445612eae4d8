import type { CaseState } from '../../../../casework/case-state.ts';
import { shownFindings } from '../../../../casework/main-finding.ts';
import { Refusal } from '../../../../core/errors.ts';
import type { CaseExplanation, RowPlace } from '../../../../explanation/case-explanation.ts';
import { explainCase } from '../../../../explanation/explain-case.ts';
import type { Asking } from '../../desk.ts';

export interface Sight {
  isUnmasked: boolean;
  isNameShown: boolean;
}

/** What the published build says of a case; null where there is no build yet, or nothing in it to tell. */
export async function readEvidence(
  { desk, language }: Asking,
  state: CaseState,
  { isUnmasked, isNameShown }: Sight,
): Promise<CaseExplanation | null> {
  try {
    return await explainCase(desk.reader, {
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

/** Every row of a received file that the page of this case points to; no other can be asked for there. */
export function placesOf(explanation: CaseExplanation): RowPlace[] {
  const { sides, link, sources_dates, timeline, debtor_suggestions } = explanation;
  return [
    ...sides.flatMap(({ left, right }) => [left, right]),
    ...link.map(({ place }) => place),
    ...sources_dates.map(({ place }) => place),
    ...timeline.events.map(({ place }) => place),
    ...debtor_suggestions.map(({ place }) => place),
  ].filter((place) => place !== null);
}
