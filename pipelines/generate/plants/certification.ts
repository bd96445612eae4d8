import { formatMonth } from '../../../core/month.ts';
import { monthsFromTo } from '../calendar.ts';
import { type County, lineOf, payLate, wholeLine } from '../county.ts';
import { type Beneficiary, CHANNELS, isSettled } from '../model.ts';

const OVERDUE = 'certification/overdue-still-paid';
const ARREARS = 'certification/arrears-due';

/** Certified in every window but the one named. */
function missing(county: County, person: Beneficiary, window: number): void {
  person.certifications = county
    .certifyEvery(person.start_month)
    .filter((one) => !one.on.startsWith(formatMonth(window)));
}

export function plantOverdueStillPaid(county: County, tag: string): void {
  const draw = (key: string, more: Partial<Parameters<County['draw']>[0]> = {}): Beneficiary => {
    const person = county.draw({ key: `overdue/${key}${tag}`, ...more });
    missing(county, person, 202209);
    return person;
  };
  const atRisk = (person: Beneficiary, note: string): void => {
    const lines = (person.lines ?? []).filter((line) => line.month > 202209 && isSettled(line));
    county.expect(OVERDUE, person, {
      at_risk_fen: lines.reduce((sum, line) => sum + wholeLine(line), 0),
      first_month: Math.min(...lines.map((line) => line.month)),
      last_month: Math.max(...lines.map((line) => line.month)),
      months: lines.length,
      note,
    });
  };

  const missed = draw('missed');
  atRisk(missed, 'missed September, paid October to December');
  const failed = draw('one-failed');
  lineOf(failed, 202211).state = '退票';
  atRisk(failed, 'the returned line of November is not at risk');
  const early = draw('too-early');
  early.certifications?.push({ on: '2022-08-25', channel: CHANNELS.app });
  atRisk(early, 'certified a week before the window opened');

  const late = draw('late');
  late.certifications?.push({ on: '2022-11-15', channel: CHANNELS.window });
  county.keepSilent(OVERDUE, late, 'certified late: the money is due');
  const started = county.draw({ key: `overdue/started-after${tag}`, born_on: '1962-09-12', from: 202210 });
  county.keepSilent(OVERDUE, started, 'started after the window');
  const stopped = draw('stopped', { to: 202209 });
  county.keepSilent(OVERDUE, stopped, 'missed the window and is no longer paid');
  const dead = draw('dead', { to: 202209 });
  county.die(dead, '2022-09-20');
  county.policeDeath(dead, '2022-09-20');
  county.keepSilent(OVERDUE, dead, 'died during the window');
}

export function plantArrearsDue(county: County, tag: string): void {
  const draw = (key: string, window: number, certified_on: string, without: number[]): Beneficiary => {
    const person = county.draw({ key: `arrears-due/${key}${tag}`, without });
    missing(county, person, window);
    person.certifications?.push({ on: certified_on, channel: CHANNELS.window });
    return person;
  };
  const due = (person: Beneficiary, months: number[], note: string): void =>
    county.expect(ARREARS, person, {
      amount_fen: months.length * wholeLine(lineOf(person, 202212)),
      direction: 'person',
      first_month: Math.min(...months),
      last_month: Math.max(...months),
      months: months.length,
      note,
    });

  due(draw('two-months', 202209, '2022-11-20', [202210, 202211]), [202210, 202211], 'certified in November');
  due(draw('one-month', 202209, '2022-10-08', [202210]), [202210], 'certified a week late');
  const spring = monthsFromTo(202204, 202206);
  due(
    draw('spring', 202203, '2022-06-15', spring),
    spring,
    'missed March, certified in June, never made good',
  );

  const rows = draw('paid-rows', 202209, '2022-11-10', [202210, 202211]);
  for (const month of [202210, 202211]) payLate(rows, month, 202212);
  county.keepSilent(ARREARS, rows, 'made good in December, a row for each month');

  const column = draw('paid-column', 202209, '2022-11-12', [202210, 202211]);
  const december = lineOf(column, 202212);
  december.arrears_fen = 2 * wholeLine(december);
  december.arrears_months = 2;
  county.keepSilent(ARREARS, column, 'made good in December, on the line of that month');

  const dead = county.draw({ key: `arrears-due/dead${tag}`, to: 202209 });
  missing(county, dead, 202209);
  county.die(dead, '2022-10-11');
  county.policeDeath(dead, '2022-10-11', '2022-10-30');
  county.keepSilent(ARREARS, dead, 'died uncertified');

  const prison = draw('imprisoned', 202209, '2022-12-02', [202209, 202210, 202211]);
  county.sentences.push({
    who: prison,
    penalty: '拘役',
    term: '三个月',
    starts_on: '2022-08-20',
    ends_on: '2022-11-19',
    execution: '监禁',
    released_on: '2022-11-19',
    note: '',
  });
  county.keepSilent(ARREARS, prison, 'stopped for another reason: in prison, no back pay');
}
