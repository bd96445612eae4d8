import type { MatchStrength } from '../../../core/finding.ts';
import type { Interval } from '../../../core/wilson.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { type Precision, precisionOf, shareOf } from '../../findings/rule-precision.ts';
import { casebookStamp } from '../kept-rows.ts';

interface Outcomes {
  /** Found true or found not true; what could not be verified is counted apart. */
  decided: number;
  confirmed: number;
  unverifiable: number;
  /** Share of the decided that were confirmed; null where too few are decided. */
  chance: number | null;
  /** 95 %, by Wilson; null like the chance. */
  interval: Interval | null;
}

/** How often a kind of lead turned out to be true. */
export interface Chance extends Outcomes {
  rule_id: string;
  strength: MatchStrength;
  /** Median minutes from having the case to deciding it; null where nobody took one. */
  minutes: number | null;
}

export interface Chances {
  /** Per rule and strength, ordered by both. */
  groups: Chance[];
  /** Over all decided cases: what is assumed of a group too small to speak for itself. */
  all: Outcomes & { minutes: number | null };
}

interface Tally {
  outcomes: Map<string, number>;
  /** How many decisions took so many minutes, in ascending order. */
  minutes: Map<number, number>;
}

const remembered = new WeakMap<Ledger, { stamp: string; table: Chances }>();

/** What people's decisions say about each rule and strength of link, ordered by both. */
export function chanceTable(ledger: Ledger): Chance[] {
  return loadChances(ledger).groups;
}

export function loadChances(ledger: Ledger): Chances {
  // Only an event changes a decision, so the table holds until the journal goes on with more than looks.
  const stamp = ledger.db.isTransaction ? null : casebookStamp(ledger);
  const held = remembered.get(ledger);
  if (stamp !== null && held?.stamp === stamp) return held.table;
  const table = buildTable(ledger);
  if (stamp !== null) remembered.set(ledger, { stamp, table });
  return table;
}

function buildTable(ledger: Ledger): Chances {
  const rows = ledger
    .statement(
      `select decided_rule, decided_strength, decided_outcome, decided_minutes, count(*) as cases
       from queue_label where decided_outcome is not null and decided_rule is not null
       group by decided_rule, decided_strength, decided_outcome, decided_minutes`,
    )
    .all();
  const tallies = new Map<string, Tally>();
  const all: Tally = { outcomes: new Map(), minutes: new Map() };
  for (const row of rows) {
    const key = `${String(row.decided_rule)}\n${String(row.decided_strength)}`;
    const tally = tallies.get(key) ?? { outcomes: new Map(), minutes: new Map() };
    tallies.set(key, tally);
    for (const one of [tally, all]) {
      add(one.outcomes, String(row.decided_outcome), Number(row.cases));
      if (row.decided_minutes !== null) add(one.minutes, Number(row.decided_minutes), Number(row.cases));
    }
  }
  const groups = [...tallies].map(([key, tally]): Chance => {
    const [rule_id = '', strength = ''] = key.split('\n');
    return {
      rule_id,
      strength: strength as MatchStrength,
      ...outcomesOf(tally.outcomes),
      minutes: medianOf(tally.minutes),
    };
  });
  return { groups, all: { ...outcomesOf(all.outcomes), minutes: medianOf(all.minutes) } };
}

/** Precision of each rule by which cases were known when they were decided, over all strengths of link. */
export function precisionByRule(ledger: Ledger): Map<string, Precision> {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return new Map(
    [...Map.groupBy(chanceTable(ledger), ({ rule_id }) => rule_id)].map(([rule_id, groups]) => [
      rule_id,
      precisionOf(sum(groups.map(({ confirmed }) => confirmed)), sum(groups.map(({ decided }) => decided))),
    ]),
  );
}

function outcomesOf(outcomes: ReadonlyMap<string, number>): Outcomes {
  const confirmed = outcomes.get('substantiated') ?? 0;
  const decided = confirmed + (outcomes.get('unfounded') ?? 0);
  const { ratio, interval } = shareOf(confirmed, decided);
  return {
    decided,
    confirmed,
    unverifiable: outcomes.get('unverifiable') ?? 0,
    chance: ratio,
    interval,
  };
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
