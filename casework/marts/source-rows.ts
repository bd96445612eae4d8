import { type BatchAt, namingsOf, sourcesOfCases, sourcesOfPeople } from '../history/sources.ts';
import type { OpenedCase } from '../reads/cases/casebook.ts';
import type { LedgerRows } from './tables.ts';

/** The batches, who named whom, and the one source with which each case and each person counts. */
export function sourceRows(batches: readonly BatchAt[], cases: readonly OpenedCase[]): Partial<LedgerRows> {
  const namings = namingsOf(batches, cases);
  const sources = sourcesOfCases(batches, cases);
  return {
    batch: batches.map(({ batch_id, title, received_on }, place) => ({
      ...{ batch_id, title, received_on, place },
    })),
    batch_item: batches.flatMap(({ batch_id, items }) =>
      items.map(({ item_number, person_key, is_verified, outcome }) => ({
        ...{ batch_id, item_number, person_id: person_key, is_verified, outcome },
      })),
    ),
    naming: namings.map(({ person_id, kind, batch_id }) => ({ person_id, kind, batch_id })),
    case_source: [...sources].map(([case_id, source]) => ({ case_id, ...source })),
    attribution: [...sourcesOfPeople(namings, cases, sources)].map(([person_id, source]) => ({
      person_id,
      ...source,
    })),
  };
}
