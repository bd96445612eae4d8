/** What kind of thing made two nights say different things of a person. */
export const CAUSE_KINDS = [
  'record',
  'list',
  'word',
  'link',
  'day',
  'value',
  'rule',
  'law',
  'unknown',
] as const;

export type CauseKind = (typeof CAUSE_KINDS)[number];

/** One reason, as it is told: 此后已认证（2022-10-12）. No name and no number of a person stands in it. */
export interface Cause {
  kind: CauseKind;
  zh: string;
  en: string;
}

/** The same reason once, in the order of `CAUSE_KINDS`; of very many only the first. */
export function told(causes: readonly Cause[]): Cause[] {
  const once = [...new Map(causes.map((cause) => [cause.zh, cause])).values()];
  return once
    .sort((one, other) => CAUSE_KINDS.indexOf(one.kind) - CAUSE_KINDS.indexOf(other.kind))
    .slice(0, MOST_CAUSES);
}

const MOST_CAUSES = 6;
