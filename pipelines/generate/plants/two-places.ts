import { monthsFromTo } from '../calendar.ts';
import { type County, regularLine, wholeLine } from '../county.ts';
import type { Beneficiary } from '../model.ts';

/** Another county of the prefecture pays them, too. */
export function plantTwoPlaces(county: County): void {
  const rule = 'transfer/two-places';
  const payThere = (person: Beneficiary, from: number, to: number): number => {
    const there = { ...person, township: '临安镇', village: '', account: county.registry.newAccount() };
    const lines = monthsFromTo(from, to).map((month) => regularLine(person, month));
    for (const line of lines) county.elsewhere.push({ person: { ...there, start_month: from }, line });
    return lines.reduce((sum, line) => sum + wholeLine(line), 0);
  };
  const both = county.draw({ key: 'whole-office/two-places' });
  county.expect(rule, both, {
    ...{ amount_fen: payThere(both, 202205, 202207), direction: 'fund' },
    ...{ first_month: 202205, last_month: 202207, months: 3 },
    note: 'the place that began later gives way',
  });
  const moved = county.draw({ key: 'whole-office/handed-over', to: 202206 });
  payThere(moved, 202206, 202208);
  county.keepSilent(rule, moved, 'handed over within the month');
}
