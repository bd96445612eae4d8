import type { County } from '../county.ts';
import type { Resident } from '../model.ts';

/** A place whose list of the insured has come whole: of the others nobody can say who is missing. */
const FARM = '东风农场';
const INSURED_THERE = 10;

/** Who should be insured and is not, and who should be paid for and was not. */
export function plantUninsured(county: County): void {
  plantNotInsured(county);
  plantNotPaidFor(county);
}

function plantNotInsured(county: County): void {
  const rule = 'enrolment/not-insured';
  const of = (born_on = county.youngBirth()): Resident => county.meet(born_on, { township: FARM });
  for (let at = 0; at < INSURED_THERE; at += 1) {
    const insured = of();
    county.insured.push({ who: insured, status: '正常参保', years: 3 });
    county.keepSilent(rule, insured, 'insured here');
  }
  county.expect(rule, of(), { note: 'on the register, past sixteen, on no list of anybody insured' });
  const pupil = of('2003-09-12');
  county.excluded.push({ who: pupil, ground: '在校学生' });
  county.keepSilent(rule, pupil, 'at school');
  const away = of();
  county.excluded.push({ who: away, ground: '外地参保' });
  county.keepSilent(rule, away, 'insured elsewhere');
  const employed = of();
  county.employees.push({
    ...{ who: employed, status: '正常参保', start_month: null, end_month: null, monthly_fen: null },
  });
  county.keepSilent(rule, employed, 'insured in the employees’ scheme');
  const child = of('2009-05-20');
  county.keepSilent(rule, child, 'not sixteen yet');
}

function plantNotPaidFor(county: County): void {
  const rule = 'paid-on-behalf/missing';
  const listed = (approved_on: string): Resident => {
    const who = county.meet(county.youngBirth(), { township: '竹园镇' });
    county.hardship_of_townships.push({ who, kind: '农村低保', approved_on });
    return who;
  };
  const paid = listed('2021-01-01');
  county.on_behalf.push({ who: paid, category: '低保对象', amount_fen: 10_000, paid_on: '2022-08-15' });
  county.keepSilent(rule, paid, 'paid for');
  county.expect(rule, listed('2021-01-01'), {
    ...{ amount_fen: 10_000, direction: 'person', note: 'listed since 2021, and nothing paid for 2022' },
  });
  county.keepSilent(rule, listed('2022-09-01'), 'listed after the cut-off of the year');
}
