import { parse } from 'yaml';
import { sha256Hex } from '../../core/hash.ts';

/** A file of settings that is not what the ledger knew of it: nobody changed it by a door, somebody did by hand. */
export interface NoticedChange {
  /** Null where the ledger knew nothing of it yet, or where the file is gone. */
  before: string | null;
  sha256: string | null;
  /** Every value that differs, by its place; empty where the file is no list of values. */
  changes: readonly { place: string; from: string | null; to: string | null }[];
  /** All values as they are now, so that the next change can be told from them. */
  values: Readonly<Record<string, string>>;
}

/** So much of a value is kept; of a longer one its hash. */
const LONGEST = 120;

/** The values of a text in YAML by their places, such as `parameters.pension_age.0.value`; nothing of a text that is none. */
export function valuesOf(text: string): Record<string, string> {
  try {
    return Object.fromEntries(leaves(parse(text), []));
  } catch {
    return {};
  }
}

export function differences(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): NoticedChange['changes'] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .sort()
    .map((place) => ({ place, from: before[place] ?? null, to: now[place] ?? null }))
    .filter(({ from, to }) => from !== to);
}

function leaves(value: unknown, place: readonly string[]): [string, string][] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...place, key]));
  const text = String(value);
  return place.length === 0
    ? []
    : [[place.join('.'), text.length <= LONGEST ? text : `sha256:${sha256Hex(text)}`]];
}
