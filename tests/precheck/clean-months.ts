import { addMonths } from '../../core/month.ts';
import {
  byTownship,
  county,
  fileOf,
  MONTH,
  newcomer,
  type RosterLine,
  settle,
  TOWNSHIPS,
  withArrearsMonths,
} from './county.ts';

/** A month as it ordinarily is: a few have died, a few have turned sixty, some get arrears, sometimes all get more. */
export function cleanMonth(seed: number): string {
  const chance = random(seed);
  const died = chance(4);
  let lines: RosterLine[] = county(MONTH, seed % 3 === 0 ? '已支付' : '待支付');
  for (let count = 0; count < died; count += 1) lines.splice(chance(lines.length), 1);
  const rise = seed % 4 === 0 ? 800 + 100 * chance(8) : 0;
  const months = 1 + chance(11);
  lines = lines.map((line) =>
    settle({ ...line, basic: line.basic + rise, arrears: rise > 0 && seed % 8 === 0 ? rise * months : 0 }),
  );
  for (let count = 0; count < chance(5); count += 1) {
    const at = chance(lines.length);
    const line = lines[at]!;
    lines[at] = settle({ ...line, arrears: (line.basic + line.topup + line.account) * (1 + chance(11)) });
  }
  for (let count = 0; count < chance(3); count += 1) {
    const at = chance(lines.length);
    lines[at] = { ...lines[at]!, card: `62319020000${String(seed * 100 + count).padStart(8, '0')}` };
  }
  const joined = Array.from({ length: chance(5) }, (_, index) => newcomer(seed * 7 + index, MONTH));
  return fileOf([...lines, ...joined].sort(byTownship));
}

/** All people of one township stand under another, which keeps its own. */
export function mergedMonth(): string {
  const [one, two] = TOWNSHIPS;
  return fileOf(
    county(MONTH, '待支付').map((line) => (line.township === two ? { ...line, township: one! } : line)),
  );
}

/** The same numbers for the same seed. */
function random(seed: number): (below: number) => number {
  let state = addMonths(MONTH, seed) * 2_654_435_761;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** A township divided into two, of whom nobody else changes. */
export function dividedMonth(): string {
  const [one] = TOWNSHIPS;
  return fileOf(
    county(MONTH, '待支付').map((line, index) =>
      line.township === one && index % 2 === 0 ? { ...line, township: '福城街道' } : line,
    ),
  );
}

/** The top-up is paid within the basic part from now on. */
export const joinedMonth = (): string =>
  fileOf(county(MONTH, '待支付').map((line) => ({ ...line, basic: line.basic + line.topup, topup: 0 })));

/** A rise with its arrears of eleven months, which are no month paid once more. */
export const risenMonth = (): string =>
  fileOf(
    county(MONTH, '待支付').map((line) => settle({ ...line, basic: line.basic + 500, arrears: 500 * 11 })),
  );

/** Three who were left out of an earlier month, alone in a file. */
export const leftOutMonth = (): string =>
  fileOf(
    county(MONTH, '待支付')
      .slice(0, 3)
      .map((line) => ({ ...line, month: 202209 })),
  );

/** Three newcomers with what they are owed since, alone in a file. */
export const newcomersMonth = (): string =>
  fileOf(
    [0, 1, 2].map((number) => {
      const line = newcomer(number, MONTH);
      return settle({ ...line, arrears: 3 * (line.basic + line.topup + line.account) });
    }),
  );

/** Somebody gets the difference of a rise, for months that were paid at the former rate. */
export function madeUpMonth(): string {
  const lines = county(MONTH, '待支付');
  lines[21] = settle({ ...lines[21]!, arrears: 1_000 });
  return withArrearsMonths(lines, 21, 202210);
}

/** One township in a file of its own, without a column of townships. */
export const townshipMonth = (township: string, hasColumn: boolean): string =>
  fileOf(
    county(MONTH, '待支付')
      .filter((line) => line.township === township)
      .map((line) => (hasColumn ? line : { ...line, township: '' })),
  );
