import { MATCH_STRENGTHS } from '../../core/finding.ts';
import { formatYuan } from '../../core/money.ts';
import type { WordsOfColumn } from './held-out-words.ts';
import type { Accusation, InnocentNight } from './innocent-night.ts';

const PER = 3_000;

/** Confirmed and probable accusations, and money said to be owed that was paid, are to be none; a possible one per 3,000 people. */
export const MOST_POSSIBLE_PER_3000 = 1;

export interface Goals {
  confirmed_with_money: number;
  probable: number;
  possible_per_3000: number;
  /** Money of accusations that stands in a total of the night. */
  in_totals_fen: number;
  owed: number;
}

export function measureGoals(nights: readonly InnocentNight[]): Goals {
  const all = nights.flatMap(({ accusations }) => accusations);
  const people = nights.reduce((sum, night) => sum + night.people, 0);
  const of = (strength: string): Accusation[] =>
    all.filter(({ match_strength, direction }) => match_strength === strength && direction !== 'person');
  return {
    confirmed_with_money: of('confirmed').filter(({ amount_fen }) => (amount_fen ?? 0) > 0).length,
    probable: of('probable').length,
    possible_per_3000: (of('possible').length * PER) / people,
    in_totals_fen: nights.reduce((sum, { totals }) => sum + totals.amount_fen, 0),
    owed: all.filter(({ direction }) => direction === 'person').length,
  };
}

export function rowsByRule(nights: readonly InnocentNight[]): string[][] {
  const all = nights.flatMap(({ accusations }) => accusations);
  const people = nights.reduce((sum, night) => sum + night.people, 0);
  const rows = [['rule', 'strength', 'accusations', 'per 3,000', 'money, yuan', 'kinds of innocents']];
  for (const rule_id of [...new Set(all.map((one) => one.rule_id))].sort()) {
    for (const strength of MATCH_STRENGTHS) {
      const some = all.filter((one) => one.rule_id === rule_id && one.match_strength === strength);
      if (some.length === 0) continue;
      const kinds = new Set(some.map(({ kind }) => kind.split('/')[0] ?? kind));
      const fen = some.reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0);
      const rate = ((some.length * PER) / people).toFixed(1);
      rows.push([rule_id, strength, String(some.length), rate, formatYuan(fen), [...kinds].join(', ')]);
    }
  }
  return rows;
}

export function rowsOfWords(words: readonly WordsOfColumn[]): string[][] {
  const sum = (of: (one: WordsOfColumn) => number): number =>
    words.reduce((total, one) => total + of(one), 0);
  const row = (column: string, planted: number, understood: number, held: number, misread: string[]) => [
    column,
    String(planted),
    String(understood),
    `${((understood / planted) * 100).toFixed(0)} %`,
    String(held),
    misread.join(', ') || '0',
  ];
  return [
    ['column', 'planted', 'understood', 'share', 'held', 'misread'],
    ...words.map(({ column, planted, understood, held, misread }) =>
      row(
        column,
        planted,
        understood,
        held,
        misread.map(({ word, as, is }) => `${word} as ${as}, is ${is}`),
      ),
    ),
    row(
      'all',
      sum(({ planted }) => planted),
      sum(({ understood }) => understood),
      sum(({ held }) => held),
      [String(misreadOf(words))],
    ),
  ];
}

const misreadOf = (words: readonly WordsOfColumn[]): number =>
  words.reduce((total, { misread }) => total + misread.length, 0);

export function goalsOf(nights: readonly InnocentNight[], words: readonly WordsOfColumn[]): string[][] {
  const goals = measureGoals(nights);
  const line = (goal: string, most: number, measured: number): string[] => [
    goal,
    String(most),
    Number.isInteger(measured) ? String(measured) : measured.toFixed(2),
    measured <= most ? 'reached' : 'MISSED',
  ];
  return [
    ['goal', 'to reach', 'measured', ''],
    line('confirmed with money', 0, goals.confirmed_with_money),
    line('probable', 0, goals.probable),
    line('possible per 3,000 people', MOST_POSSIBLE_PER_3000, goals.possible_per_3000),
    line('fen of it in any total', 0, goals.in_totals_fen),
    line('false "owed to the person"', 0, goals.owed),
    line('words misread', 0, misreadOf(words)),
  ];
}
