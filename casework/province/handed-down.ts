import type { ItemOutcome } from '../../core/words/items.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { businessDay } from '../business-day.ts';

/** One lead as it was handed down to a county. */
export interface HandedDownItem {
  item_number: number;
  /** The lead, the same from run to run, and what it rested on when it was handed down. */
  lead_key: string;
  evidence_hash: string;
  rule_id: string;
  suspicion: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  known_by: readonly string[];
  died: string | null;
  first_month: number | null;
  last_month: number | null;
  months: number;
  amount_fen: number | null;
  /** The batch in which it was asked before. */
  asked_in: string | null;
}

export interface HandedDownBatch {
  batch_id: string;
  county: { code: string; name: string };
  issued_on: string;
  reply_due_on: string;
  file: string;
  sha256: string;
  items: readonly HandedDownItem[];
}

/** What a county answers to one item. */
export interface CountyAnswer {
  item_number: number;
  outcome: ItemOutcome;
  conclusion: string;
  months: number | null;
  amount_fen: number | null;
  recovered_fen: number | null;
  /** Where the answer contradicts itself or the item: then it goes back, and the lead is asked again. */
  mistakes: readonly { zh: string; en: string }[];
}

export interface TakenAnswers {
  batch_id: string;
  file: string;
  file_hash: string;
  answers: readonly CountyAnswer[];
}

/** A batch with the last answer to each of its items. */
export interface BatchSoFar extends HandedDownBatch {
  answers: ReadonlyMap<number, CountyAnswer>;
  /** Hashes of the files it was answered by, and the day of each. */
  taken: ReadonlyMap<string, string>;
}

/** Every batch in the order in which it was handed down. */
export function listHandedDown(ledger: Ledger): BatchSoFar[] {
  const batches = new Map<string, BatchSoFar>();
  for (const event of readStreams(ledger, ['province'])) {
    if (event.type === 'LeadsHandedDown') {
      const batch = event.payload as HandedDownBatch;
      batches.set(batch.batch_id, { ...batch, answers: new Map(), taken: new Map() });
      continue;
    }
    const { batch_id, file_hash, answers } = event.payload as TakenAnswers;
    const batch = batches.get(batch_id);
    if (batch === undefined) throw new Error(`answers to a batch that was not handed down: ${batch_id}`);
    batches.set(batch_id, {
      ...batch,
      answers: new Map([...batch.answers, ...answers.map((one) => [one.item_number, one] as const)]),
      taken: new Map([...batch.taken, [file_hash, businessDay(event.at)]]),
    });
  }
  return [...batches.values()];
}

export type ItemState = 'open' | 'overdue' | 'answered' | 'returned';

export function stateOf({ answers, reply_due_on }: BatchSoFar, itemNumber: number, today: string): ItemState {
  const answer = answers.get(itemNumber);
  if (answer === undefined) return reply_due_on < today ? 'overdue' : 'open';
  return answer.mistakes.length > 0 ? 'returned' : 'answered';
}

/** Each lead as it was last handed down. */
export function lastAsked(
  batches: readonly BatchSoFar[],
): Map<string, { batch: BatchSoFar; item: HandedDownItem }> {
  return new Map(
    batches.flatMap((batch) => batch.items.map((item) => [item.lead_key, { batch, item }] as const)),
  );
}
