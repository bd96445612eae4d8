/** One pattern of agreement: the level of each field (as an index, -1 where nothing can be said) and how often it is seen. */
export interface Pattern {
  readonly levels: readonly number[];
  readonly count: number;
}

export interface Mixture {
  /** The share of pairs that are one person. */
  readonly lambda: number;
  /** By field and level: how often one person's two rows agree so. */
  readonly m: readonly (readonly number[])[];
}

const ITERATIONS = 60;
const FLOOR = 1e-5;

/**
 * Expectation-maximisation over patterns of agreement (Fellegi and Sunter's mixture), with `u` held at what
 * was counted on random pairs. It is run on the pairs of one blocking rule at a time and never on all
 * candidates together: there strangers who share a birthday outnumber the matches, and it takes them for a
 * second kind of match.
 */
export function estimateMixture(
  patterns: readonly Pattern[],
  u: readonly (readonly number[])[],
  start: Mixture,
): Mixture {
  let { lambda } = start;
  let m = start.m.map((levels) => [...levels]);
  const total = patterns.reduce((sum, pattern) => sum + pattern.count, 0);
  if (total === 0) return start;
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    const weighted = m.map((levels) => levels.map(() => FLOOR));
    let matched = 0;
    for (const { levels, count } of patterns) {
      let same = lambda;
      let different = 1 - lambda;
      for (const [field, level] of levels.entries()) {
        if (level < 0) continue;
        same *= m[field]?.[level] ?? 1;
        different *= u[field]?.[level] ?? 1;
      }
      const expected = (count * same) / (same + different || 1);
      matched += expected;
      for (const [field, level] of levels.entries()) {
        const row = weighted[field];
        if (level >= 0 && row !== undefined) row[level] = (row[level] ?? 0) + expected;
      }
    }
    lambda = Math.min(Math.max(matched / total, FLOOR), 1 - FLOOR);
    m = weighted.map((levels) => {
      const sum = levels.reduce((a, b) => a + b, 0);
      return levels.map((value) => value / sum);
    });
  }
  return { lambda, m };
}
