import { EXIT, Refusal } from '../core/errors.ts';
import type { Language } from '../core/words/language.ts';
import { REFUSAL_TEXTS } from './refusal-texts.ts';

export type RefusalCode = keyof typeof REFUSAL_TEXTS;

export const REFUSAL_CODES = Object.keys(REFUSAL_TEXTS) as readonly RefusalCode[];

/** The places in a text that a value fills: `{case}` is one. */
type PlacesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlacesIn<Rest>
  : never;

type TextsOf<Code extends RefusalCode> = (typeof REFUSAL_TEXTS)[Code];

type PlacesOf<Code extends RefusalCode> = PlacesIn<
  TextsOf<Code>[Language] | (TextsOf<Code> extends { typed: infer Typed extends string } ? Typed : never)
>;

/** What a refusal has to be told, as the compiler reads it off its texts; nothing where they have no place. */
export type RefusalValues<Code extends RefusalCode> = [PlacesOf<Code>] extends [never]
  ? [values?: Readonly<Record<string, never>>]
  : [values: Readonly<Record<PlacesOf<Code>, string | number>>];

/** Why a command was not carried out. */
export interface CommandRefusal {
  code: RefusalCode;
  values: Readonly<Record<string, string | number>>;
  zh: string;
  en: string;
  /** How what is asked for is typed: for the command line alone, no page shows it. */
  typed?: string;
}

export function refuse<Code extends RefusalCode>(
  code: Code,
  ...[values = {}]: RefusalValues<Code>
): CommandRefusal {
  const known: Readonly<Record<string, string | number>> = values;
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(known[name]));
  const texts: Record<Language, string> & { typed?: string } = REFUSAL_TEXTS[code];
  const { zh, en, typed } = texts;
  const said = { code, values: known, zh: fill(zh), en: fill(en) };
  return typed === undefined ? said : { ...said, typed: fill(typed) };
}

/** For the doors that end a program with a refusal, such as the command line. */
export function throwRefusal(refusal: CommandRefusal): never {
  throw new Refusal(refusal.code, refusal.zh, refusal.en, EXIT.refused, refusal.typed);
}
