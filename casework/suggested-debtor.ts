import { maskName } from '../core/mask.ts';
import { SUGGESTED_AS, type SuggestedAs } from '../core/words/case.ts';
import type { NamedDebtor } from './decide.ts';
import { refuse, throwRefusal } from './refusals.ts';

interface Suggestion {
  kind: SuggestedAs;
  name: string;
  relation: string | null;
  /** As the list has it, in full; null where it names none. */
  resident_id: string | null;
  why: string;
  /** The row that names them. */
  place: { source_title: string; file: string; row: number } | null;
}

/**
 * Who of the people that the evidence suggests was chosen as the debtor: by the place in the list, and the name as it was
 * shown there. Throws a `Refusal` where the list has changed since.
 */
export function debtorSuggested(
  suggestions: readonly Suggestion[],
  chosen: { place: number; shown: string; relation: string },
): NamedDebtor {
  const { kind, name, relation, resident_id, why, place } =
    suggestions[chosen.place] ?? throwRefusal(refuse('debtor-changed'));
  if (name !== chosen.shown && maskName(name) !== chosen.shown) throwRefusal(refuse('debtor-changed'));
  // to live in one household, to bury or to report shows nothing of who drew the money
  const drew = kind === 'account-holder' ? { evidence: why } : {};
  const row = place === null ? null : `${place.source_title}，${place.file}第${place.row}行`;
  const from = row === null ? why : `${row}：${why}`;
  return {
    ...{ name, relation: chosen.relation || relation || SUGGESTED_AS[kind], ...drew },
    ...(resident_id === null ? {} : { resident_id }),
    sources: { name: from, ...(resident_id === null ? {} : { resident_id: row ?? why }) },
  };
}
