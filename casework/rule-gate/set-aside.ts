import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type HeldBackFinding, listHeldBack } from '../reads/held-back.ts';
import type { Viewer } from '../reads/scope.ts';
import { drawByLot } from './draw-by-lot.ts';
import { gateKey, readGates } from './looks.ts';

/** What was found again and is not shown because a person cleared it with exactly this evidence. */
export interface SetAside {
  findings: number;
  people_cases: number;
  amount_fen: number;
  rules: { rule_id: string; township: string | null; findings: number; amount_fen: number }[];
  /** Drawn for a second look: another handful each night, chosen by nobody. */
  sample: HeldBackFinding[];
  /** Of findings drawn like this before, how many somebody looked at again, and how many turned out to hold after all. */
  looked: number;
  holds: number;
}

/** Counts and draws from what stays closed; `asOf` makes each night draw others. */
export function readSetAside(ledger: Ledger, viewer: Viewer, asOf: string, draw: number): SetAside {
  const held = listHeldBack(ledger, viewer);
  const keys = new Set(held.map(({ finding_key }) => finding_key));
  const { looks } = readGates(ledger);
  const again = [...looks.values()].filter(({ finding_key }) => keys.has(finding_key));
  const sum = (some: readonly HeldBackFinding[]): number =>
    some.reduce((total, { amount_fen }) => total + (amount_fen ?? 0), 0);
  return {
    findings: held.length,
    people_cases: new Set(held.map(({ case_id }) => case_id)).size,
    amount_fen: sum(held),
    rules: [...Map.groupBy(held, ({ rule_id, township }) => gateKey(rule_id, township)).values()].flatMap(
      (own) => {
        const [first] = own;
        if (first === undefined) return [];
        const { rule_id, township } = first;
        return [{ rule_id, township, findings: own.length, amount_fen: sum(own) }];
      },
    ),
    sample: drawByLot(held, draw, ({ finding_key }) => `${asOf} ${finding_key}`),
    looked: again.length,
    holds: again.filter(({ verdict }) => verdict === 'holds').length,
  };
}
