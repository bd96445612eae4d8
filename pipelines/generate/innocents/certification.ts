import { addMonths, formatMonth, monthOfYear } from '../../../core/month.ts';
import { dateIn, monthsFromTo } from '../calendar.ts';
import { lineOf, payLate, wholeLine } from '../county.ts';
import { type Beneficiary, type Certified, CHANNELS, type RosterLine } from '../model.ts';
import type { Innocent, InnocentCounty } from './innocent-county.ts';
import { DESTROYED, slipDigit, slipName } from './slips.ts';

const WINDOW = 202203;

/** Missed March, stopped from April, certified in May or June, and everything made good with the month after. */
function certifiedLate(
  makeGood: (person: Beneficiary, months: number[], paid: RosterLine) => void,
): Innocent {
  return (county, key) => {
    const certified = county.random.int(202205, 202206);
    const without = monthsFromTo(addMonths(WINDOW, 1), certified);
    const person = county.draw({ key, without });
    person.certifications = county
      .certifyEvery(person.start_month)
      .filter((one) => !one.on.startsWith(formatMonth(WINDOW)));
    person.certifications.push({ on: dateIn(certified, county.random.int(3, 25)), channel: CHANNELS.window });
    makeGood(person, without, lineOf(person, addMonths(certified, 1)));
  };
}

const sumOf = (line: RosterLine, months: number[]): number => months.length * wholeLine(line);
const numbers = (months: number[]): string =>
  `${monthOfYear(months[0] ?? 0)}-${monthOfYear(months.at(-1) ?? 0)}月`;

/** The list of the last window tells this certification in another way. */
function certifiedAs(spoil: (county: InnocentCounty, person: Beneficiary) => Partial<Certified>): Innocent {
  return (county, key) => {
    const person = county.draw({ key });
    const last = person.certifications?.at(-1);
    if (last === undefined) throw new Error(`${key} was never certified`);
    Object.assign(last, spoil(county, person));
  };
}

export const INNOCENT_OF_SILENCE: Record<string, Innocent> = {
  'certified-late-paid-row-by-row': certifiedLate((person, months, paid) => {
    for (const month of months) payLate(person, month, paid.paid_month);
  }),
  'certified-late-paid-with-months-counted': certifiedLate((_, months, paid) => {
    Object.assign(paid, { arrears_fen: sumOf(paid, months), arrears_months: months.length });
  }),
  'certified-late-paid-with-months-remarked': certifiedLate((_, months, paid) => {
    Object.assign(paid, { arrears_fen: sumOf(paid, months), remark: `补${numbers(months)}` });
  }),
  'certified-late-paid-in-one-sum': certifiedLate((_, months, paid) => {
    paid.arrears_fen = sumOf(paid, months);
  }),
  'certified-late-paid-on-a-list-of-its-own': certifiedLate((person, months, paid) => {
    for (const month of months) payLate(person, month, paid.paid_month);
    for (const line of person.lines ?? []) if (line.paid_month > line.month) line.is_supplementary = true;
  }),
  'certified-in-unknown-words': certifiedAs((county) => ({
    channel: county.random.pick(['乡医随访', '赶街日现场照', '亲戚微信语音见证']),
  })),
  'certified-under-slipped-number': certifiedAs((county, { resident_id }) => ({
    resident_id: slipDigit(county.random, resident_id),
  })),
  'certified-under-destroyed-number': certifiedAs(() => ({ resident_id: DESTROYED })),
  'certified-under-slipped-name': certifiedAs((_, { name }) => ({ name: slipName(name) })),
};
