import { type Document, isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { Refusal } from '../../../core/errors.ts';
import { type Decimal, parseDecimal } from './decimal.ts';

/** Figures by their unit: 人, 人次, 万元 … */
export type UnitFigures = ReadonlyMap<string, Decimal>;

export interface Part {
  what: string;
  figures: UnitFigures;
}

/** One statement with figures in it, as somebody typed it. */
export type Claim = { says: string } & (
  | { form: 'total'; total: UnitFigures; parts: readonly Part[] }
  /** The slacks: by how much a part or a whole that was itself worked out of rounded figures may be off. */
  | {
      form: 'percent';
      part: Decimal;
      of: Decimal;
      percent: Decimal;
      part_slack?: Decimal;
      of_slack?: Decimal;
    }
  | { form: 'each'; money: Decimal; count: Decimal; expected: readonly Decimal[] }
  /** A mean that is told, of a sum over so many, for so many months each. */
  | { form: 'mean'; sum: Decimal; count: Decimal; months: number; mean: Decimal; unit: string }
  /** The same thing told in several places. */
  | { form: 'same'; unit: string; values: readonly Decimal[] }
  /** What cannot be less than something else that is told. */
  | { form: 'at-least'; unit: string; value: Decimal; least: Decimal }
);

const FORMS = {
  total: ['total', 'parts'],
  percent: ['part', 'of', 'percent'],
  each: ['money', 'count', 'expected_each'],
} as const;

/**
 * Reads the claims of a yaml text. Numbers are taken as they are written, not as the computer holds them:
 * 95.70 is rounded to two places and 95.7 to one.
 */
export function readClaims(text: string, file: string): Claim[] {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) {
    throw new Refusal(
      'claims-unreadable',
      `“${file}”不是正确的 YAML:${error.message}`,
      `"${file}" is not valid YAML: ${error.message}`,
    );
  }
  const list = claimsOf(document);
  if (!isSeq(list) || list.items.length === 0) {
    throw new Refusal(
      'claims-missing',
      `“${file}”里没有 claims 清单。每条写 says(原话)和一组数字,例子见 data-samples/report-check/。`,
      `"${file}" has no list of claims. Each has says and one group of figures; data-samples/report-check/ shows how.`,
    );
  }
  return list.items.map((item, index) => readClaim(item, index + 1));
}

function claimsOf({ contents }: Document.Parsed): unknown {
  return isMap(contents) ? (contents as YAMLMap).get('claims', true) : contents;
}

function readClaim(item: unknown, place: number): Claim {
  if (!isMap(item)) throw malformed(place, 'says');
  const says = item.get('says');
  if (typeof says !== 'string' || says.trim() === '') throw malformed(place, 'says');
  const form = (['total', 'percent', 'each'] as const).find((name) =>
    FORMS[name].every((key) => item.has(key)),
  );
  const stranger = item.items
    .map(keyOf)
    .find((key) => key !== 'says' && !(form && (FORMS[form] as readonly string[]).includes(key)));
  if (form === undefined || stranger !== undefined) throw malformed(place, stranger ?? 'total');
  const number = (key: string): Decimal => readNumber(item.get(key, true), place, key);
  if (form === 'percent') {
    const of = number('of');
    if (of.digits === 0n) throw malformed(place, 'of');
    return { says, form, part: number('part'), of, percent: number('percent') };
  }
  if (form === 'each') {
    const count = number('count');
    if (count.digits <= 0n) throw malformed(place, 'count');
    return { says, form, money: number('money'), count, expected: readExpected(item, place) };
  }
  const total = readFigures(item.get('total', true), place, 'total');
  return { says, form, total, parts: readParts(item.get('parts', true), place) };
}

function readExpected(item: YAMLMap, place: number): Decimal[] {
  const given: unknown = item.get('expected_each', true);
  const values: unknown[] = isSeq(given) ? given.items : [given];
  if (values.length === 0) throw malformed(place, 'expected_each');
  return values.map((value) => readNumber(value, place, 'expected_each'));
}

function readParts(list: unknown, place: number): Part[] {
  if (!isSeq(list) || list.items.length === 0) throw malformed(place, 'parts');
  return list.items.map((part, index) => {
    const what = isMap(part) ? part.get('what') : undefined;
    const figures = readFigures(part, place, 'parts', 'what');
    return { what: what === undefined || what === null ? String(index + 1) : String(what), figures };
  });
}

function readFigures(map: unknown, place: number, key: string, except?: string): UnitFigures {
  if (!isMap(map)) throw malformed(place, key);
  const pairs = map.items.filter((pair) => keyOf(pair) !== except);
  if (pairs.length === 0) throw malformed(place, key);
  return new Map(
    pairs.map((pair) => [keyOf(pair), readNumber(pair.value, place, `${key} › ${keyOf(pair)}`)]),
  );
}

function readNumber(node: unknown, place: number, key: string): Decimal {
  // `source` is the text of the file; `value` would have lost a last zero
  const text = isScalar(node) ? (node.source ?? String(node.value)) : '';
  const number = parseDecimal(text);
  if (number === null) throw malformed(place, key);
  return number;
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function malformed(place: number, key: string): Refusal {
  return new Refusal(
    'claim-malformed',
    `第 ${place} 条的 ${key} 写得不对。每条要有 says,以及下列之一:total 加 parts;part、of、percent;money、count、expected_each。`,
    `Claim ${place}: "${key}" is not as it should be. Each claim has says and one of: total with parts; part, of, percent; money, count, expected_each.`,
  );
}
