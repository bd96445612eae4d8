import { utimesSync } from 'node:fs';
import { Office } from './office.ts';
import {
  csv,
  PAYEES,
  payee,
  policeList,
  roster,
  rosterLine,
  rosterName,
  rosterRows,
} from './small-office.ts';

/** What offices sent, in the order in which they made it: rosters, arrears, deaths of two months, corrections. */
export const FILES: readonly [name: string, content: string][] = [
  [rosterName(202206), roster(202206)],
  [rosterName(202207), roster(202207)],
  [
    '2022年6月死亡人员名单.csv',
    policeList([
      { person: payee(0), on: '20220531' },
      { person: payee(1), on: '20220601' },
    ]),
  ],
  [
    '2022年7月死亡人员名单.csv',
    policeList([
      { person: payee(1), on: '20220703' },
      { person: payee(3), on: '20220630' },
    ]),
  ],
  [rosterName(202208), roster(202208)],
  ['2022年8月待遇补发名册.csv', csv([...rosterRows(202208, []), rosterLine(payee(3), 202208)])],
  [rosterName(202207).replace('.csv', '（更正）.csv'), roster(202207, PAYEES.slice(1))],
  [
    rosterName(202208).replace('.csv', '（更正）.csv'),
    csv(
      rosterRows(202208).map((row) =>
        row[0] === payee(3).name ? rosterLine(payee(3), 202208, '退票') : row,
      ),
    ),
  ],
];

/** The same shuffle for the same seed. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const left = [...items];
  const order: T[] = [];
  let state = seed;
  while (left.length > 0) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    order.push(...left.splice(state % left.length, 1));
  }
  return order;
}

/** What stands after the last of the nights in which these files came, so many a night. */
export async function endOf(
  files: readonly (readonly [string, string])[],
  perNight: number,
): Promise<string[]> {
  const office = new Office();
  try {
    for (let start = 0, day = 1; start < files.length; start += perNight, day += 1) {
      for (const [name, content] of files.slice(start, start + perNight)) {
        const at = 1_660_000_000 + FILES.findIndex(([known]) => known === name) * 3600;
        utimesSync(office.put(name, content), at, at);
      }
      await office.night(`2023-01-0${day}`);
    }
    const standing = await office.standing();
    return standing
      .map(({ rule_id, name, amount_fen, first_month, last_month }) =>
        [rule_id, name, amount_fen, first_month, last_month].join(' '),
      )
      .sort();
  } finally {
    office.remove();
  }
}
