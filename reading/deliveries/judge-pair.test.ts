import { describe, expect, test } from 'vitest';
import type { FilePair } from './compare-files.ts';
import { judgePair } from './judge-pair.ts';
import { kindOf } from './kind.ts';

const kind = (name: string) =>
  kindOf({ receipt: { name }, reading: { sheets: [] } } as unknown as Parameters<typeof kindOf>[0]);

const pair = (more: Partial<FilePair>): FilePair => ({
  period: '202205',
  file_no: 1,
  by_file_no: 2,
  people: 100,
  by_people: 100,
  common_people: 100,
  lines: 100,
  by_lines: 100,
  common_lines: 100,
  people_there: more.people ?? 100,
  is_elsewhere: false,
  lacks_words: false,
  lacks_sums: false,
  ...more,
});

type Scope = Parameters<typeof judgePair>[0];

const roster = { delivery: 'period', line_key: ['amount_fen'] } satisfies Scope;
const deaths = { delivery: 'cumulative', line_key: [] } satisfies Scope;
const snapshot = { delivery: 'snapshot', line_key: [] } satisfies Scope;
const [main, corrected] = [kind('202205花名册.csv'), kind('202205花名册（更正）.csv')];

describe('a file replaces another of the same scope', () => {
  test('where it repeats nine tenths of the lines in both directions', () => {
    expect(judgePair(roster, pair({ common_lines: 90 }), main, main)).toBe('replaces');
    expect(judgePair(roster, pair({ common_lines: 89 }), main, main)).toBe('beside');
    expect(judgePair(roster, pair({ by_lines: 200, common_lines: 100 }), main, main)).toBe('beside');
  });

  test('not where it says less of them than the earlier one: which payments came back, or what they were made of', () => {
    expect(judgePair(roster, pair({ lacks_words: true }), main, main)).toBe('beside');
    expect(judgePair(roster, pair({ lacks_sums: true }), main, main)).toBe('beside');
    expect(judgePair(roster, pair({ lacks_words: true }), main, corrected)).toBe('asks');
    expect(judgePair(roster, pair({ lacks_sums: true }), main, corrected)).toBe('replaces');
  });

  test('where it calls itself a correction and repeats nine tenths of the people, whatever it pays them', () => {
    expect(judgePair(roster, pair({ common_people: 90, common_lines: 0 }), main, corrected)).toBe('replaces');
    expect(judgePair(roster, pair({ people: 3, common_people: 2, by_people: 2 }), main, corrected)).toBe(
      'replaces',
    );
  });

  test('in the townships that a correction names, where it repeats nine tenths of those', () => {
    const there = { people: 100, people_there: 10, common_people: 9, common_lines: 5 };
    expect(judgePair(roster, pair(there), main, corrected)).toBe('replaces-place');
    expect(judgePair(roster, pair({ ...there, people_there: 3, common_people: 2 }), main, corrected)).toBe(
      'asks',
    );
  });

  test('for those alone whom a correction lists that calls itself partial', () => {
    const partial = kind('202205花名册（部分更正）.csv');
    expect(judgePair(roster, pair({ common_people: 2 }), main, partial)).toBe('replaces-people');
    expect(judgePair(roster, pair({ common_people: 2 }), main, kind('202205花名册更正2人.csv'))).toBe(
      'replaces-people',
    );
  });
});

test('a correction of a few people is asked about, and nothing is dropped till then', () =>
  expect(judgePair(roster, pair({ people: 12, common_people: 2 }), main, corrected)).toBe('asks'));

test('what a correction of events says of those it lists counts at once: a death taken back is asked about by nobody', () => {
  const wrong = kind('公安死亡名单（更正）.csv');
  const few = { period: '', people: 12 };
  expect(judgePair(deaths, pair({ ...few, common_people: 2 }), main, wrong)).toBe('replaces-people');
  expect(judgePair(deaths, pair({ ...few, common_people: 0 }), main, wrong)).toBe('beside');
});

test('a list of arrears stands beside the main one, though it lists the same people', () =>
  expect(judgePair(roster, pair({}), main, kind('202205补发名册.csv'))).toBe('beside'));

test('a later snapshot speaks for the people it lists, and the others stay known as they were', () =>
  expect(judgePair(snapshot, pair({ period: '', common_people: 50 }), main, main)).toBe('replaces-people'));

test('lists of events stand beside one another unless one is the other sent again', () => {
  const may = kind('2022年5月死亡人员名单.csv');
  expect(
    judgePair(deaths, pair({ period: '', common_people: 50 }), may, kind('2022年6月死亡人员名单.csv')),
  ).toBe('beside');
  expect(judgePair(deaths, pair({ period: '' }), may, kind('撤销宣告死亡名单.csv'))).toBe('beside');
});

test('certifications of two years by the same people are two lists', () => {
  const rounds = { delivery: 'cumulative', line_key: ['certified_on'] } satisfies Scope;
  const pairOfYears = pair({ period: '', common_lines: 0 });
  const names = [kind('2021年上半年认证记录.csv'), kind('2022年上半年认证记录.csv')] as const;
  expect(judgePair(rounds, pairOfYears, ...names)).toBe('beside');
});

test('who is missing from a list of deaths that is sent again is asked about, and not taken back', () => {
  const [may, again] = [kind('死亡人员名单.csv'), kind('死亡人员名单(2).csv')];
  const one = pair({ period: '', people: 20, by_people: 19, common_people: 19 });
  expect(judgePair(deaths, one, may, again)).toBe('replaces-people');
  expect(judgePair(deaths, one, may, kind('死亡人员名单（更正）.csv'))).toBe('replaces');
});
