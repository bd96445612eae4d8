import { type Interval, wilsonInterval } from '../../../core/wilson.ts';
import type { Origin, Outcome } from '../../../core/words/case.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { type Precision, precisionOf, shareOf } from '../../findings/rule-precision.ts';
import { kindSpan, type LeadKind } from '../../queue/kind-number.ts';
import { lastLooks } from '../../rule-gate/looks.ts';
import { casebookStamp } from '../kept-rows.ts';
import { firstOf, rowsOf } from '../rows.ts';

interface Counted {
  /** Found true or found not true; what could not be verified is counted apart. */
  decided: number;
  substantiated: number;
  unverifiable: number;
  /** Of the decided, those known from a finding that was drawn and looked at. */
  looked: number;
  /** Median minutes from having the case to deciding it; null where nobody took one. */
  minutes: number | null;
  /** What share of the decided held; null where too few are decided for the group to speak for itself. */
  share: number | null;
  /** 95 %, by Wilson. */
  interval: Interval | null;
}

/** How often people found that what a rule said holds, of leads from one source in one township. */
export interface Trust extends Counted {
  rule_id: string;
  source: Origin;
  township: string | null;
}

/** The group that is large enough to speak for a lead: of its own township, of its source, of its rule; else all decided cases. */
export interface Trusted extends Counted {
  group: 'township' | 'source' | 'rule' | 'all';
  /** Decided of the very rule, source and township. */
  decided_here: number;
}

interface Tally {
  outcomes: Map<string, number>;
  /** How many decisions took so many minutes. */
  minutes: Map<number, number>;
  looked: number;
}

type Place = Required<LeadKind>;

interface TallyAt extends Place {
  tally: Tally;
}

/** Everything that is known of how far leads hold; made anew when more than a look has been written. */
export class TrustTable {
  readonly #narrow: TallyAt[];
  readonly #known = new Map<string, Trusted>();
  readonly #byRule: Map<string, Precision>;

  constructor(ledger: Ledger) {
    const decisions = readDecisions(ledger);
    this.#byRule = precisionsOf(decisions);
    this.#narrow = withLooks(ledger, decisions);
    const widths = {
      township: (at: TallyAt) => keyOf(at),
      source: ({ rule_id, source }: TallyAt) => keyOf({ rule_id, source }),
      rule: ({ rule_id }: TallyAt) => keyOf({ rule_id }),
    };
    for (const [group, key] of Object.entries(widths) as [keyof typeof widths, (at: TallyAt) => string][]) {
      for (const [name, own] of Map.groupBy(this.#narrow, key)) {
        const counted = count(merged(own.map(({ tally }) => tally)));
        this.#known.set(name, { ...counted, group, decided_here: counted.decided });
      }
    }
  }

  /** By rule, source and township, in this order. */
  get groups(): Trust[] {
    return this.#narrow
      .map(({ tally, ...place }) => ({ ...place, ...count(tally) }))
      .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  }

  /** Over all decided cases: what is assumed of what is too small to speak for itself. */
  get all(): Counted {
    return count(merged(this.#narrow.map(({ tally }) => tally)));
  }

  /** What speaks for a lead, from the narrowest group in which enough are decided. */
  of(place: Place): Trusted {
    const here = this.#known.get(keyOf(place));
    const { rule_id, source } = place;
    const own = [here, this.#known.get(keyOf({ rule_id, source })), this.#known.get(keyOf({ rule_id }))];
    const speaks = own.find((one) => one !== undefined && one.share !== null);
    return { ...(speaks ?? { ...this.all, group: 'all' as const }), decided_here: here?.decided ?? 0 };
  }

  /** Each group that speaks for itself, the wider ones first, with the numbers of the kinds in it. */
  get spans(): { span: [number, number]; trusted: Counted }[] {
    return [...this.#known]
      .filter(([, { share }]) => share !== null)
      .map(([key, trusted]) => ({ span: kindSpan(kindOf(key)), trusted }))
      .sort((one, other) => other.span[1] - other.span[0] - (one.span[1] - one.span[0]));
  }

  /** By what people decided of cases alone, as every report counts it. */
  get byRule(): ReadonlyMap<string, Precision> {
    return this.#byRule;
  }
}

const remembered = new WeakMap<Ledger, { stamp: string; table: TrustTable }>();

export function trustTable(ledger: Ledger): TrustTable {
  const stamp = ledger.db.isTransaction ? null : casebookStamp(ledger);
  const held = remembered.get(ledger);
  if (stamp !== null && held?.stamp === stamp) return held.table;
  const table = new TrustTable(ledger);
  if (stamp !== null) remembered.set(ledger, { stamp, table });
  return table;
}

function readDecisions(ledger: Ledger): TallyAt[] {
  const rows = rowsOf<Place & { outcome: Outcome; minutes: number | null; cases: number }>(
    ledger,
    `select decided_rule as rule_id, origin as source, township, decided_outcome as outcome,
       decided_minutes as minutes, count(*) as cases
     from queue_label where decided_outcome is not null and decided_rule is not null
     group by decided_rule, origin, township, decided_outcome, decided_minutes`,
  );
  return [...Map.groupBy(rows, keyOf).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const tally = emptyTally();
    for (const { outcome, minutes, cases } of own) {
      add(tally.outcomes, outcome, cases);
      if (minutes !== null) add(tally.minutes, minutes, cases);
    }
    const { rule_id, source, township } = first;
    return [{ rule_id, source, township, tally }];
  });
}

/**
 * The same with the drawn findings that somebody looked at. Of one case the last word counts once: a look at what was cleared takes
 * the place of the decision, and a look before a decision gives way to it.
 */
function withLooks(ledger: Ledger, decisions: readonly TallyAt[]): TallyAt[] {
  const tallies = new Map(decisions.map((one) => [keyOf(one), { ...one, tally: merged([one.tally]) }]));
  const at = (place: Place): Tally => {
    const known = tallies.get(keyOf(place));
    if (known !== undefined) return known.tally;
    const tally = emptyTally();
    tallies.set(keyOf(place), { ...place, tally });
    return tally;
  };
  const replaced = new Set<string>();
  for (const { seq, rule_id, township, finding_key, verdict } of lastLooks(ledger)) {
    if (verdict === 'unclear') continue;
    const found = caseOf(ledger, finding_key);
    const isSame = found?.decided_rule === rule_id;
    if (found?.decided_seq != null && found.decided_seq > seq) continue;
    if (found?.decided_outcome != null && isSame && !replaced.has(found.case_id)) {
      const { source, decided_outcome } = found;
      add(at({ rule_id, source, township: found.township }).outcomes, decided_outcome, -1);
      replaced.add(found.case_id);
    }
    const tally = at({
      rule_id,
      source: found?.source ?? 'self-found',
      township: found?.township ?? township,
    });
    add(tally.outcomes, verdict === 'holds' ? 'substantiated' : 'unfounded', 1);
    tally.looked += 1;
  }
  return [...tallies.values()];
}

interface FoundCase {
  case_id: string;
  source: Origin;
  township: string | null;
  decided_rule: string | null;
  decided_outcome: Outcome | null;
  decided_seq: number | null;
}

function caseOf(ledger: Ledger, findingKey: string): FoundCase | null {
  return firstOf<FoundCase>(
    ledger,
    `select label.case_id, label.origin as source, label.township, label.decided_rule, label.decided_outcome,
       (
           select max(seq) from event
           where stream = 'case' and subject_id = label.case_id and type in ('CaseSubstantiated', 'CaseCleared')
       ) as decided_seq
     from finding_state inner join queue_label as label on label.case_id = finding_state.case_id
     where finding_state.finding_key = ?`,
    findingKey,
  );
}

function precisionsOf(decisions: readonly TallyAt[]): Map<string, Precision> {
  return new Map(
    [...Map.groupBy(decisions, ({ rule_id }) => rule_id)].map(([rule_id, own]) => {
      const { substantiated, decided } = count(merged(own.map(({ tally }) => tally)));
      return [rule_id, precisionOf(substantiated, decided)];
    }),
  );
}

function keyOf({ rule_id, source, township }: LeadKind): string {
  return JSON.stringify([rule_id, source, township].filter((part) => part !== undefined));
}

function kindOf(key: string): LeadKind {
  const [rule_id, source, township] = JSON.parse(key) as [
    string,
    Origin | undefined,
    string | null | undefined,
  ];
  return {
    rule_id,
    ...(source === undefined ? {} : { source }),
    ...(township === undefined ? {} : { township }),
  };
}

const emptyTally = (): Tally => ({ outcomes: new Map(), minutes: new Map(), looked: 0 });

function merged(tallies: readonly Tally[]): Tally {
  const all = emptyTally();
  for (const { outcomes, minutes, looked } of tallies) {
    for (const [outcome, cases] of outcomes) add(all.outcomes, outcome, cases);
    for (const [length, cases] of minutes) add(all.minutes, length, cases);
    all.looked += looked;
  }
  return all;
}

function count({ outcomes, minutes, looked }: Tally): Counted {
  const substantiated = outcomes.get('substantiated') ?? 0;
  const decided = substantiated + (outcomes.get('unfounded') ?? 0);
  const { ratio: share } = shareOf(substantiated, decided);
  const interval = wilsonInterval(substantiated, decided);
  const unverifiable = outcomes.get('unverifiable') ?? 0;
  return { decided, substantiated, unverifiable, looked, minutes: medianOf(minutes), share, interval };
}

/** The lower of the two in the middle: a number of minutes that somebody really took. */
function medianOf(minutes: ReadonlyMap<number, number>): number | null {
  const total = [...minutes.values()].reduce((sum, cases) => sum + cases, 0);
  let seen = 0;
  for (const [length, cases] of [...minutes].sort(([one], [other]) => one - other)) {
    seen += cases;
    if (seen * 2 >= total) return length;
  }
  return null;
}

function add<Key>(counts: Map<Key, number>, key: Key, cases: number): void {
  counts.set(key, (counts.get(key) ?? 0) + cases);
}
