import { type BatchAt, namingsOf, sourcesOfCases, sourcesOfPeople } from '../history/sources.ts';
import type { OpenedCase } from '../reads/casebook.ts';
import type { LedgerRows } from './tables.ts';

/** The batches, who named whom, and the one source with which each case and each person counts. */
export function addSources(
  rows: LedgerRows,
  batches: readonly BatchAt[],
  cases: readonly OpenedCase[],
): void {
  batches.forEach(({ batch_id, title, received_on, items }, place) => {
    rows.batch.push({ batch_id, title, received_on, place });
    for (const { item_number, person_key, is_verified, outcome } of items) {
      rows.batch_item.push({ batch_id, item_number, person_id: person_key, is_verified, outcome });
    }
  });
  const namings = namingsOf(batches, cases);
  for (const { person_id, kind, batch_id } of namings) rows.naming.push({ person_id, kind, batch_id });
  const sources = sourcesOfCases(batches, cases);
  for (const [case_id, source] of sources) rows.case_source.push({ case_id, ...source });
  for (const [person_id, source] of sourcesOfPeople(namings, cases, sources)) {
    rows.attribution.push({ person_id, ...source });
  }
}
