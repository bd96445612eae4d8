import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import { businessDay } from '../business-day.ts';
import type { Office } from '../office.ts';
import { refuseTerm } from '../plausible.ts';
import { throwRefusal } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { hasRole } from '../roles.ts';
import type { Decider } from '../standing-decisions.ts';
import {
  type HandedDownBatch,
  type HandedDownItem,
  lastAsked,
  listHandedDown,
  stateOf,
} from './handed-down.ts';

/** A lead that may be handed down, with the county it concerns. */
export type NewLead = Omit<HandedDownItem, 'item_number' | 'asked_in'> & { county: string };

export interface BatchToMake extends Omit<HandedDownBatch, 'file' | 'sha256'> {
  items: HandedDownItem[];
}

/**
 * The batches that are due, one per county: leads that were never asked, or on other evidence, or whose answer went back or is
 * overdue. What a county is still looking into, and what it has answered on the same evidence, is not asked again.
 */
export function batchesToMake(
  ledger: Ledger,
  office: Office,
  { user }: Decider,
  asked: { leads: readonly NewLead[]; counties: ReadonlyMap<string, string>; reply_due_on: string },
): BatchToMake[] {
  if (!hasRole(user, 'supervisor'))
    throwRefusal(refuseRole({ zh: '下发跨县疑点', en: 'hand leads down' }, ['supervisor']));
  const today = businessDay(office.now());
  const { reply_due_on } = asked;
  const refusal = refuseTerm(office.plausible, { from_on: today, until_on: reply_due_on }, today);
  if (refusal !== null) throwRefusal(refusal);
  const before = listHandedDown(ledger);
  const last = lastAsked(before);
  const due = asked.leads.flatMap((lead): { lead: NewLead; asked_in: string | null }[] => {
    const known = last.get(lead.lead_key);
    if (known === undefined) return [{ lead, asked_in: null }];
    const state = stateOf(known.batch, known.item.item_number, today);
    const isSame = known.item.evidence_hash === lead.evidence_hash;
    if (state === 'open' || (state === 'answered' && isSame)) return [];
    return [{ lead, asked_in: known.batch.batch_id }];
  });
  return [...Map.groupBy(due, ({ lead }) => lead.county)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, some]) => ({
      batch_id: nextNumber(code, today, before),
      county: { code, name: asked.counties.get(code) ?? code },
      issued_on: today,
      reply_due_on,
      items: some.map(({ lead: { county: _county, ...lead }, asked_in }, place) => ({
        ...lead,
        item_number: place + 1,
        asked_in,
      })),
    }));
}

/** 跨县2026-532504-03: the third batch of the year to a county. */
function nextNumber(code: string, today: string, before: readonly HandedDownBatch[]): string {
  const head = `跨县${today.slice(0, 4)}-${code}-`;
  const count = before.filter(({ batch_id }) => batch_id.startsWith(head)).length;
  return `${head}${String(count + 1).padStart(2, '0')}`;
}

/** Enters batches whose tables are made: all of them, or none where somebody else was quicker. */
export function enterHandedDown(
  ledger: Ledger,
  office: Office,
  by: Decider,
  batches: readonly HandedDownBatch[],
): void {
  inTransaction(ledger, () => {
    const known = new Set(listHandedDown(ledger).map(({ batch_id }) => batch_id));
    const taken = batches.find(({ batch_id }) => known.has(batch_id));
    if (taken !== undefined) throw new Error(`${taken.batch_id} was handed down meanwhile`);
    appendEvents(
      ledger,
      authorOf(office, by),
      batches.map((batch) => ({
        stream: 'province' as const,
        subject_id: batch.batch_id,
        type: 'LeadsHandedDown' as const,
        payload: batch,
      })),
    );
  });
}
