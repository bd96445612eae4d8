import type { CaseState } from '../../../../casework/case-state.ts';
import type { CaseExplanation, RowPlace } from '../../../../explanation/case-explanation.ts';
import { type MaskingOptions, readEvidence as readFrom } from '../../../../explanation/read-evidence.ts';
import type { Asking } from '../../desk.ts';

export type { MaskingOptions };

/** What the published build says of a case, in the language of whoever asks. */
export function readAskedEvidence(
  { desk, language }: Asking,
  { person, findings }: CaseState,
  { isUnmasked, isNameShown }: MaskingOptions,
): Promise<CaseExplanation | null> {
  const masking = { isUnmasked, isNameShown, language };
  const { evidence } = desk;
  if (evidence === null) return readFrom(desk.reader, { person, findings }, masking);
  return evidence.ask<CaseExplanation | null>({ state: { person, findings }, masking });
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
