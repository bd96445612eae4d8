import type { Entry } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { addUpMoney, statusByMoney } from '../money.ts';
import type { Status } from '../states.ts';

type EntryDraft = Pick<Entry, 'kind' | 'amount_fen' | 'on' | 'channel'> & Partial<Entry>;

/** The next entry of a case, with its number. */
export function entryFor(state: CaseState, draft: EntryDraft): Entry {
  return {
    entry_id: `${state.case_id}-E${state.entries.length + 1}`,
    kind: draft.kind,
    amount_fen: draft.amount_fen,
    on: draft.on,
    channel: draft.channel,
    payer: draft.payer ?? null,
    bank_line_id: draft.bank_line_id ?? null,
    note: draft.note ?? null,
  };
}

/** The state the case is in once this entry stands in it. */
export function statusWithEntry(state: CaseState, entry: Entry): Status {
  const entries = [
    ...state.entries,
    { ...entry, is_reversed: false, recorded_by: '', confirmed_by: null, seq: 0 },
  ];
  return statusByMoney(state.status, addUpMoney(state.money.claimed_fen, state.amounts, entries));
}

/** The state the case is in once an entry is taken back. */
export function statusWithoutEntry(state: CaseState, entryId: string): Status {
  const entries = state.entries.map((entry) =>
    entry.entry_id === entryId ? { ...entry, is_reversed: true } : entry,
  );
  return statusByMoney(state.status, addUpMoney(state.money.claimed_fen, state.amounts, entries));
}
