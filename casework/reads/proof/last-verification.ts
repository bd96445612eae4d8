import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { firstOf } from '../rows.ts';

/** Under this subject the chain holds what each verification of it found. */
export const CHAIN_VERIFIED = 'chain-verified';

/** What a verification of the whole chain found; `differing_cases` is null where the casebook could not be folded. */
export interface Verification {
  at: string;
  by: string;
  checked: number;
  breaches: number;
  first_seq: number | null;
  differing_cases: number | null;
}

export function lastVerification(ledger: Ledger): Verification | null {
  const row = firstOf<{ at: string; actor: string; payload: string }>(
    ledger,
    `select at, actor, payload from event where stream = 'access' and subject_id = ? order by seq desc limit 1`,
    CHAIN_VERIFIED,
  );
  if (row === null) return null;
  const said = JSON.parse(row.payload) as Omit<Verification, 'at' | 'by'>;
  const { checked, breaches, first_seq, differing_cases } = said;
  return { at: row.at, by: row.actor, checked, breaches, first_seq, differing_cases };
}
