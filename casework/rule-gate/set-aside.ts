import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type HeldBackFinding, listHeldBack } from '../reads/findings/held-back.ts';
import type { Viewer } from '../reads/scope.ts';
import { drawByLot } from './draw-by-lot.ts';
import { gateKey, lastLooks, type Verdict } from './looks.ts';

/** What was found again and is not shown because a person cleared it with exactly this evidence. */
export interface SetAside {
  findings: number;
  people_cases: number;
  amount_fen: number;
  rules: { rule_id: string; township: string | null; findings: number; amount_fen: number }[];
  /** Drawn for a second look: another handful each night, chosen by nobody. */
  sample: (HeldBackFinding & { verdict: Verdict | null })[];
  /** Of findings drawn like this before, how many somebody looked at again, and how many turned out to hold after all. */
  looked: number;
  holds: number;
}

/** Counts and draws from what stays closed; `asOf` makes each night draw others. */
export function readSetAside(ledger: Ledger, viewer: Viewer, asOf: string, draw: number): SetAside {
  const held = listHeldBack(ledger, viewer);
  const looks = new Map(lastLooks(ledger).map((look) => [look.finding_key, look]));
  // what somebody saw before it was cleared is no second look, nor what they saw of other evidence
  const again = ({ finding_key, evidence_hash, decided_seq }: HeldBackFinding): Verdict | null => {
    const look = looks.get(finding_key);
    if (look === undefined || look.evidence_hash !== evidence_hash) return null;
    return look.seq > decided_seq ? look.verdict : null;
  };
  const verdicts = held.map(again);
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
    sample: drawByLot(held, draw, ({ finding_key }) => `${asOf} ${finding_key}`).map((one) => ({
      ...one,
      verdict: again(one),
    })),
    looked: verdicts.filter((verdict) => verdict !== null).length,
    holds: verdicts.filter((verdict) => verdict === 'holds').length,
  };
}
