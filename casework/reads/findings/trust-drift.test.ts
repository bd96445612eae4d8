import { describe, expect, test } from 'vitest';
import { type DecidedLead, driftIn, sayDrift, type TrustDrift } from './trust-drift.ts';

/* Histories with a drift planted in them, and many without any. */

const TOWNSHIPS = ['竹园镇', '新哨镇', '虹溪镇', '西二镇'];

/** The same draws at every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function history(
  count: number,
  seed: number,
  holds: (place: number, lead: Pick<DecidedLead, 'township' | 'source'>) => number,
): DecidedLead[] {
  const next = dice(seed);
  for (let warm = 0; warm < 20; warm += 1) next();
  return Array.from({ length: count }, (_, place) => {
    const township = TOWNSHIPS[Math.floor(next() * TOWNSHIPS.length)] ?? null;
    const source = next() < 0.7 ? 'self-found' : 'handed-down';
    const day = new Date(Date.UTC(2022, 0, 1 + place)).toISOString();
    const lead = { rule_id: 'deceased/paid-after-death', township, source, at: day } as const;
    return { ...lead, holds: Number(next() < holds(place, lead)) };
  });
}

describe('drift in decisions', () => {
  test('that is planted in a rule is found on its day or near it', () => {
    const found = Array.from({ length: 50 }, (_, seed) =>
      driftIn(history(240, seed + 1, (place) => (place < 160 ? 0.9 : 0.5))),
    );
    const told = found.flatMap(([one]) => (one === undefined ? [] : [one]));
    expect(told).toHaveLength(50);
    const far = told.map(({ since }) => Math.abs(Date.parse(since) - Date.UTC(2022, 0, 161)) / 86_400_000);
    expect(far.filter((days) => days <= 15).length).toBeGreaterThanOrEqual(45);
    expect(told.every(({ way }) => way === 'down')).toBe(true);
  });

  test('that is planted in one township, or one source, is told of that one', () => {
    const townships = Array.from({ length: 50 }, (_, seed) =>
      driftIn(
        history(500, seed + 1, (place, { township }) => (place > 250 && township === '虹溪镇' ? 0.3 : 0.9)),
      ),
    );
    expect(townships.filter(([one]) => one?.township === '虹溪镇').length).toBeGreaterThanOrEqual(48);
    const sources = Array.from({ length: 50 }, (_, seed) =>
      driftIn(
        history(500, seed + 1, (place, { source }) => (place > 250 && source === 'handed-down' ? 0.3 : 0.9)),
      ),
    );
    expect(sources.filter(([one]) => one?.source === 'handed-down').length).toBeGreaterThanOrEqual(48);
  });

  test('is told of hardly any history in which nothing changed', () => {
    const told = Array.from({ length: 1000 }, (_, seed) => driftIn(history(200, seed + 1, () => 0.8)));
    expect(told.filter((some) => some.length > 0).length).toBeLessThanOrEqual(30);
  });

  test('goes up as well as down, and is said in words with its place and its day', () => {
    const [rise] = driftIn(history(200, 3, (place) => (place < 100 ? 0.3 : 0.95)));
    expect(rise?.way).toBe('up');
    const drift: TrustDrift = {
      rule_id: 'deceased/paid-after-death',
      source: null,
      township: '虹溪镇',
      since: '2022-11-03',
      way: 'down',
      ...{ before: { decided: 40, substantiated: 36 }, last: { decided: 20, substantiated: 4 } },
    };
    expect(sayDrift(drift)).toEqual({
      zh: '虹溪镇：2022-11-03 起认定的 20 件属实 20%，此前 40 件属实 90%，明显下降，请查看规则、名单和参数是否有变。',
      en: '虹溪镇: of 20 decisions since 2022-11-03 20% held, of the 40 before 90%: clearly less; look whether the rule, a list or a value changed.',
    });
  });
});
