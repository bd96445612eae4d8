import type { EntryKind } from '../../core/words/case.ts';
import type { Entry } from '../case-events.ts';
import type { DatedEvent } from './date-events.ts';

/** Money that moved in a case on a day; a reversal is a movement of its own, with the sign turned. */
export interface Movement {
  entry_id: string;
  kind: EntryKind;
  on: string;
  amount_fen: number;
  is_reversal: boolean;
  bank_line_id: string | null;
}

/** Every movement of a case, read from the events themselves and not from what they add up to. */
export function movementsOf(dated: readonly DatedEvent[]): Movement[] {
  const movements: Movement[] = [];
  const made = new Map<string, Movement>();
  for (const { on, event } of dated) {
    if (event.type === 'EntryReversed') {
      const entry = made.get(event.payload.entry_id);
      if (entry === undefined || entry.is_reversal) continue;
      made.set(entry.entry_id, { ...entry, is_reversal: true });
      movements.push({
        ...entry,
        on: on < entry.on ? entry.on : on,
        amount_fen: -entry.amount_fen,
        is_reversal: true,
      });
      continue;
    }
    const entry = entryOf(event);
    if (entry === null) continue;
    const { entry_id, kind, amount_fen, bank_line_id } = entry;
    const movement: Movement = { entry_id, kind, on, amount_fen, is_reversal: false, bank_line_id };
    made.set(entry_id, movement);
    movements.push(movement);
  }
  return movements;
}

function entryOf(event: DatedEvent['event']): Entry | null {
  if (event.type === 'ReceiptRecorded' || event.type === 'OffsetMade' || event.type === 'RefundPaid')
    return event.payload.entry;
  return event.type === 'StepApproved' && event.payload.is_final ? event.payload.entry : null;
}
