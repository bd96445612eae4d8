import { ORIGIN_TITLES, type Origin } from '../../../core/words/case.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { businessDay } from '../../business-day.ts';
import { rowsOf } from '../rows.ts';

/** So many decisions on either side make a share say something. */
const ENOUGH = 20;

/** By chance alone the likelihood ratio of the best of all cuts stays below this in 99 of 100 histories (Andrews 1993). */
const CLEARLY = 12.35;

interface Share {
  decided: number;
  substantiated: number;
}

/** Leads of a rule, everywhere or of one source or township, that hold clearly less, or more, often since a day than before. */
export interface TrustDrift {
  rule_id: string;
  source: Origin | null;
  township: string | null;
  before: Share;
  last: Share;
  /** The day of the first decision after the cut. */
  since: string;
  way: 'down' | 'up';
}

export interface DecidedLead {
  rule_id: string;
  source: Origin;
  township: string | null;
  holds: number;
  at: string;
}

/**
 * Cuts the decisions of each rule in time where the two sides differ most, and tells the cut where chance does not explain it; of a rule
 * the one that explains most: of the rule as a whole, or of a source or township of it.
 */
export function readTrustDrift(ledger: Ledger): TrustDrift[] {
  const decisions = rowsOf<DecidedLead>(
    ledger,
    `select label.decided_rule as rule_id, label.origin as source, label.township,
       label.decided_outcome = 'substantiated' as holds, decision.at
     from queue_label as label
     inner join (
         select subject_id, max(seq) as seq, at from event
         where stream = 'case' and type in ('CaseSubstantiated', 'CaseCleared') group by subject_id
     ) as decision on decision.subject_id = label.case_id
     where label.decided_outcome in ('substantiated', 'unfounded') and label.decided_rule is not null
     order by decision.seq`,
  );
  return driftIn(decisions);
}

/** The same of decisions in the order in which they were taken. */
export function driftIn(decisions: readonly DecidedLead[]): TrustDrift[] {
  return [...Map.groupBy(decisions, ({ rule_id }) => rule_id)].flatMap(([rule_id, own]) => {
    const sources = [...Map.groupBy(own, ({ source }) => source)];
    const places = [...Map.groupBy(own, ({ township }) => township)].filter(
      ([township]) => township !== null,
    );
    const cuts = [
      cutOf({ rule_id, source: null, township: null }, own, CLEARLY),
      // the more groups are looked at, the more one of them must show
      ...sources.map(([source, some]) => cutOf({ rule_id, source, township: null }, some, among(sources))),
      ...places.map(([township, some]) => cutOf({ rule_id, source: null, township }, some, among(places))),
    ];
    const [most] = cuts.filter((one) => one !== null).sort((one, other) => other.ratio - one.ratio);
    return most === undefined ? [] : [most.drift];
  });
}

const among = (groups: readonly unknown[]): number => CLEARLY + 2 * Math.log(groups.length);

interface Cut {
  ratio: number;
  drift: TrustDrift;
}

function cutOf(
  whose: Pick<TrustDrift, 'rule_id' | 'source' | 'township'>,
  decisions: readonly DecidedLead[],
  clearly: number,
): Cut | null {
  const all = shareOf(decisions);
  let [best, place, held, heldThere] = [clearly, 0, 0, 0];
  for (const [index, { holds }] of decisions.entries()) {
    const rest = { decided: all.decided - index, substantiated: all.substantiated - held };
    if (index >= ENOUGH && rest.decided >= ENOUGH) {
      const before = { decided: index, substantiated: held };
      const ratio = 2 * (likelihood(before) + likelihood(rest) - likelihood(all));
      if (ratio > best) [best, place, heldThere] = [ratio, index, held];
    }
    held += holds;
  }
  const first = decisions[place];
  if (place === 0 || first === undefined) return null;
  const before = { decided: place, substantiated: heldThere };
  const last = { decided: all.decided - place, substantiated: all.substantiated - heldThere };
  const way = last.substantiated / last.decided < before.substantiated / before.decided ? 'down' : 'up';
  return { ratio: best, drift: { ...whose, before, last, since: businessDay(first.at), way } };
}

function shareOf(decisions: readonly DecidedLead[]): Share {
  return {
    decided: decisions.length,
    substantiated: decisions.reduce((sum, { holds }) => sum + holds, 0),
  };
}

/** Logarithm of how likely the outcomes are under their own share. */
function likelihood({ decided, substantiated }: Share): number {
  const part = (count: number): number => (count === 0 ? 0 : count * Math.log(count / decided));
  return part(substantiated) + part(decided - substantiated);
}

/** In words: where, since when and how much it has changed, and what to look at. */
export function sayDrift({ before, last, since, way, source, township }: TrustDrift): {
  zh: string;
  en: string;
} {
  const percent = ({ substantiated, decided }: Share): string =>
    `${Math.round((substantiated / decided) * 100)}%`;
  const where = source === null ? { zh: township, en: township } : ORIGIN_TITLES[source];
  const look = {
    down: [
      '明显下降，请查看规则、名单和参数是否有变',
      'clearly less; look whether the rule, a list or a value changed',
    ],
    up: ['明显上升', 'clearly more'],
  } as const;
  return {
    zh: `${where.zh === null ? '' : `${where.zh}：`}${since} 起认定的 ${last.decided} 件属实 ${percent(last)}，此前 ${before.decided} 件属实 ${percent(before)}，${look[way][0]}。`,
    en: `${where.en === null ? '' : `${where.en}: `}of ${last.decided} decisions since ${since} ${percent(last)} held, of the ${before.decided} before ${percent(before)}: ${look[way][1]}.`,
  };
}
