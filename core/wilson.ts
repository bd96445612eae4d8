export interface Interval {
  low: number;
  high: number;
}

/** The two-sided 95 % point of the normal distribution. */
const Z = 1.959963984540054;

/**
 * Between which shares the true one lies with 95 % confidence, by Wilson: unlike the textbook interval it stays
 * within 0 and 1 and does not claim certainty from a handful that all agree. Null without a single trial.
 */
export function wilsonInterval(successes: number, trials: number): Interval | null {
  if (!Number.isSafeInteger(successes) || !Number.isSafeInteger(trials))
    throw new Error('trials are counted in whole numbers');
  if (successes < 0 || trials < 0 || successes > trials) throw new Error('more successes than trials');
  if (trials === 0) return null;
  const share = successes / trials;
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half = (Z * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials ** 2))) / (1 + z2 / trials);
  // At the ends rounding would leave a hair's breadth.
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
