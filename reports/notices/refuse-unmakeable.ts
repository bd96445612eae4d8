import type { CaseState } from '../../casework/case-state.ts';
import { loadCaseEvents } from '../../casework/casebook/load-case.ts';
import { entryAbout, refuseAbout } from '../../casework/documents/about.ts';
import { listDocuments } from '../../casework/documents/register.ts';
import { refuseDeadAddressee } from '../../casework/parties.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { drawable, loadFonts } from '../fonts/fonts.ts';
import type { NoticeKind } from './kinds.ts';
import { type Letterhead, refuseUnfinished } from './letterhead.ts';
import { refuseUndrawable } from './pdf/typesetter.ts';
import { refuseUntrue } from './refuse-untrue.ts';
import { loadTemplate } from './template.ts';

/**
 * Refuses a paper that could not be made, before it takes a number: its template is spoiled, the office has not said what
 * stands on it, or, for a PDF, no font has a character of the case.
 */
export async function refuseUnmakeablePaper(wanted: {
  ledger: Ledger;
  kind: NoticeKind;
  state: CaseState;
  letterhead: Letterhead;
  withPdf: boolean;
  about?: string | null | undefined;
  /** Other cases that the paper is to be about as well. */
  others?: readonly CaseState[];
}): Promise<void> {
  const { ledger, kind, state, letterhead, withPdf, about = null, others = [] } = wanted;
  const unclear = refuseAbout(kind, state, about);
  if (unclear !== null) throwRefusal(unclear);
  const dead = kind.to_debtor ? refuseDeadAddressee(state) : null;
  if (dead !== null) throwRefusal(dead);
  refuseUntrue(kind, {
    state,
    events: loadCaseEvents(ledger, state.case_id),
    documents: listDocuments(ledger, state.case_id),
    entry: entryAbout(kind, state, about),
  });
  const { tags } = await loadTemplate(kind, letterhead.templates);
  refuseUnfinished(letterhead, tags);
  if (withPdf)
    refuseUndrawable([state, ...others].map(wordsOf).join(''), charactersOf(letterhead.fonts ?? null));
}

/** What people wrote into a case and a paper may tell. */
function wordsOf({ person, debtor, findings, amounts, documents, entries }: CaseState): string {
  const told = Object.values(findings).flatMap(({ finding: { name, reason, evidence } }) => [
    ...[name, reason],
    ...evidence.map(({ file }) => file),
  ]);
  return [
    ...[person.name, person.township, person.village],
    ...[debtor.name, debtor.relation, debtor.address, debtor.evidence],
    ...told,
    ...amounts.flatMap(({ adjustments }) => adjustments.map(({ reason }) => reason)),
    ...documents.map(({ ground }) => ground),
    ...entries.map(({ payer }) => payer),
  ].join('');
}

const sets = new Map<string | null, ReadonlySet<number>>();

/** Reading the fonts takes longer than making a paper. */
function charactersOf(folder: string | null): ReadonlySet<number> {
  const known = sets.get(folder) ?? drawable(loadFonts(folder));
  sets.set(folder, known);
  return known;
}
