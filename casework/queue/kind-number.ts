import { sha256Hex } from '../../core/hash.ts';
import { ORIGINS, type Origin } from '../../core/words/case.ts';

/*
 * Rule, source and township as one whole number, in this order: the kinds of one rule, and of one source of it, follow one
 * another, so that a span of numbers stands for the wider group. 24, 3 and 26 bits; two of one number would only be ordered alike.
 */
const SOURCES = 2 ** 3;
const PLACES = 2 ** 26;

/** A group of kinds; what is left out stands for all. */
export interface LeadKind {
  rule_id: string;
  source?: Origin;
  township?: string | null;
}

/** The first number of a group, and the first after it; the same in every ledger. */
export function kindSpan({ rule_id, source, township }: LeadKind): [first: number, beyond: number] {
  const rule = numberOf(rule_id, 24) * SOURCES * PLACES;
  if (source === undefined) return [rule, rule + SOURCES * PLACES];
  const own = rule + ORIGINS.indexOf(source) * PLACES;
  if (township === undefined) return [own, own + PLACES];
  const place = own + (township === null ? 0 : numberOf(township, 26));
  return [place, place + 1];
}

const numbers = new Map<string, number>();

function numberOf(text: string, bits: number): number {
  const key = `${bits} ${text}`;
  let number = numbers.get(key);
  if (number === undefined) {
    number = Number.parseInt(sha256Hex(text).slice(0, 8), 16) % 2 ** bits;
    numbers.set(key, number);
  }
  return number;
}
