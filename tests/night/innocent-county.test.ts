import { beforeAll, describe, expect, test } from 'vitest';
import { type InnocentNight, innocentNight } from '../../bench/fairness/innocent-night.ts';
import { measureGoals } from '../../bench/fairness/tally.ts';

/** One person or family of every kind that looks guilty on paper, and as many again of whom nothing is said. */
const PEOPLE = 150;

describe('a night over a county of innocents', () => {
  let night: InnocentNight;

  beforeAll(async () => {
    night = await innocentNight(PEOPLE, 21);
  });

  test('reads every list and understands that there are words it does not know', () => {
    expect(night.unread).toEqual([]);
    expect(night.looking_guilty).toBeGreaterThan(60);
    expect(night.held_rows).toBeGreaterThan(4);
  });

  test('says which numbers and names on the lists are wrong', () => {
    expect(night.true_of_lists).toBeGreaterThan(5);
  });

  test('accuses nobody, and says of nobody that money is owed which was paid', () => {
    expect(night.accusations).toEqual([]);
    expect(measureGoals([night])).toMatchObject({ in_totals_fen: 0, owed: 0 });
  });
});
