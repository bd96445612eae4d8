import { type BatchAt, firstNamings, type Naming } from '../history/sources.ts';
import type { LedgerRows } from './tables.ts';

export function addBatches(rows: LedgerRows, batches: readonly BatchAt[]): void {
  batches.forEach(({ batch_id, title, received_on, items }, place) => {
    rows.batch.push({ batch_id, title, received_on, place });
    for (const { item_number, person_key, is_verified, outcome } of items) {
      rows.batch_item.push({ batch_id, item_number, person_id: person_key, is_verified, outcome });
    }
  });
}

/** The one source each person stands with. */
export function addAttribution(rows: LedgerRows, namings: readonly Naming[]): void {
  for (const { person_id, kind, batch_id } of firstNamings(namings).values()) {
    rows.attribution.push({ person_id, kind, batch_id });
  }
}
