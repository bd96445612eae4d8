import { type Interval, wilsonInterval } from '../../core/wilson.ts';
import type { Origin } from '../../core/words/case.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { rowsOf } from './rows.ts';

/** How often people found that what a rule said holds, of leads from one source in one township. */
export interface Trust {
  rule_id: string;
  /** Where the case came from, or `sample` for findings that were drawn and looked at before any case. */
  source: Origin | 'sample';
  township: string | null;
  decided: number;
  substantiated: number;
  /** 95 %, by Wilson. */
  interval: Interval | null;
}

/** A drawn finding that somebody looked at, and whether it held. */
export interface SampledLook extends Pick<Trust, 'rule_id' | 'source' | 'township'> {
  holds: boolean;
}

/** By what people decided in cases and found of drawn findings, ordered by rule, source and township. */
export function readTrust(ledger: Ledger, samples: readonly SampledLook[]): Trust[] {
  const decided = rowsOf<Omit<Trust, 'interval'>>(
    ledger,
    `select label.decided_rule as rule_id, label.origin as source, case_state.township,
       count(*) as decided, sum(label.decided_outcome = 'substantiated') as substantiated
     from queue_label as label inner join case_state on case_state.case_id = label.case_id
     where label.decided_outcome in ('substantiated', 'unfounded') and label.decided_rule is not null
     group by label.decided_rule, label.origin, case_state.township`,
  );
  const drawn = [...Map.groupBy(samples, keyOf).values()].flatMap((looks) => {
    const [first] = looks;
    if (first === undefined) return [];
    const { rule_id, source, township } = first;
    return [
      {
        rule_id,
        source,
        township,
        decided: looks.length,
        substantiated: looks.filter(({ holds }) => holds).length,
      },
    ];
  });
  return [...decided, ...drawn]
    .map((one) => ({ ...one, interval: wilsonInterval(one.substantiated, one.decided) }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ rule_id, source, township }: Pick<Trust, 'rule_id' | 'source' | 'township'>): string {
  return `${rule_id}\n${source}\n${township ?? ''}`;
}

/** Decisions that make a share say something, of the last ones and of those before. */
const ENOUGH = 20;

/** A rule that is confirmed clearly less, or more, often than it was. */
export interface TrustDrift {
  rule_id: string;
  before: { decided: number; substantiated: number };
  last: { decided: number; substantiated: number };
  way: 'down' | 'up';
}

/** Compares the last decisions of each rule with all before them; told only where the two intervals lie apart. */
export function readTrustDrift(ledger: Ledger): TrustDrift[] {
  const decisions = rowsOf<{ rule_id: string; holds: number }>(
    ledger,
    `select label.decided_rule as rule_id, label.decided_outcome = 'substantiated' as holds
     from queue_label as label
     inner join (
         select subject_id, max(seq) as seq from event
         where stream = 'case' and type in ('CaseSubstantiated', 'CaseCleared') group by subject_id
     ) as decision on decision.subject_id = label.case_id
     where label.decided_outcome in ('substantiated', 'unfounded') and label.decided_rule is not null
     order by decision.seq`,
  );
  return [...Map.groupBy(decisions, ({ rule_id }) => rule_id)].flatMap(([rule_id, own]) => {
    if (own.length < 2 * ENOUGH) return [];
    const count = (some: typeof own) => ({
      decided: some.length,
      substantiated: some.filter(({ holds }) => holds === 1).length,
    });
    const [before, last] = [count(own.slice(0, -ENOUGH)), count(own.slice(-ENOUGH))];
    const [was, is] = [
      wilsonInterval(before.substantiated, before.decided),
      wilsonInterval(last.substantiated, last.decided),
    ];
    if (was === null || is === null || (is.high >= was.low && is.low <= was.high)) return [];
    return [{ rule_id, before, last, way: is.high < was.low ? ('down' as const) : ('up' as const) }];
  });
}
