import type { SQLInputValue } from 'node:sqlite';

/** A condition of a query, with what is bound to its places. */
export interface QueryCondition {
  where: string;
  values: readonly SQLInputValue[];
}

const ALWAYS = 'true';

/** What every row fulfils. */
export const EVERYTHING: QueryCondition = { where: ALWAYS, values: [] };

/** Rows whose column holds one of these; null, no condition at all, where nobody asked. An empty list has no rows. */
export function oneOf(column: string, values: readonly string[] | undefined): QueryCondition | null {
  if (values === undefined) return null;
  return { where: `${column} in (${places(values)})`, values };
}

/** A condition with the value that somebody asked for; null where nobody did. */
export function whereGiven(where: string, value: SQLInputValue | undefined): QueryCondition | null {
  return value === undefined ? null : { where, values: [value] };
}

/** A condition that is always the same; null where nobody asked for it. */
export function only(isAsked: boolean | undefined, where: string): QueryCondition | null {
  return isAsked === true ? { where, values: [] } : null;
}

/** All of these at once. */
export function allOf(...parts: readonly (QueryCondition | null)[]): QueryCondition {
  const given = parts.filter((part) => part !== null && part.where !== ALWAYS) as QueryCondition[];
  if (given.length === 0) return EVERYTHING;
  return {
    where: given.map((part) => part.where).join(' and '),
    values: given.flatMap((part) => part.values),
  };
}

/** The two ends between which every text with this beginning lies: `x >= ? and x < ?`, which an index answers. */
export function beginning(text: string): [string, string] {
  return [text, `${text}\u{10ffff}`];
}

/** Words of our own as texts of a query; what somebody typed is bound to a place. */
export function literals(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}

export function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
