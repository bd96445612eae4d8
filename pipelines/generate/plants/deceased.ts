import { monthOf } from '../../../core/month.ts';
import { shiftDays } from '../calendar.ts';
import { after, type County, lineOf, payLate, wholeLine } from '../county.ts';
import { type Beneficiary, CHANNELS } from '../model.ts';
import { REGISTERED } from '../registry.ts';

const RULE = 'deceased/paid-after-death';

type Dies = (key: string, died_on: string, to: number) => Beneficiary;

/** Paid on after a death: as every source reports it, and the neighbours that look alike. */
export function plantPaidAfterDeath(county: County, tag: string): void {
  const dies: Dies = (key, died_on, to) => {
    const person = county.draw({ key: `paid-after-death/${key}${tag}`, to });
    county.die(person, died_on);
    return person;
  };
  plantViolations(county, dies);
  plantDueToTheEnd(county, dies);
  plantMistakenForDead(county, tag);
}

function plantViolations(county: County, dies: Dies): void {
  const concealed = dies('concealed', '2022-01-01', 202212);
  county.policeDeath(concealed, '2022-01-01', '2022-12-20');
  county.claim(
    RULE,
    concealed,
    after('2022-01-01'),
    wholeLine,
    'died on the first of a month, reported late',
  );

  const cremated = dies('cremation-only', '2022-04-17', 202207);
  cremated.registration = REGISTERED;
  county.cremation(cremated, '2022-04-20');
  county.claim(RULE, cremated, after('2022-04-20'), wholeLine, 'known from the crematorium only');

  const ranked = dies('sources-differ', '2022-06-30', 202208);
  county.deathCertificate(ranked, '2022-06-30');
  county.policeDeath(ranked, '2022-07-02', '2022-07-15');
  county.claim(RULE, ranked, [202207, 202208], wholeLine, 'the medical certificate outranks the police date');

  const declared = dies('declared-dead', '2022-03-10', 202206);
  county.policeDeath(declared, '2022-03-10', '2022-04-01', '宣告死亡');
  county.claim(RULE, declared, after('2022-03-10'), wholeLine, 'declared dead by a court');

  const other = dies('dead-and-employee-pension', '2022-03-15', 202206);
  county.deathCertificate(other, '2022-03-15');
  county.policeDeath(other, '2022-03-15', '2022-03-28');
  county.employees.push({
    who: other,
    status: '正常待遇',
    start_month: 202110,
    end_month: null,
    monthly_fen: 246_310,
  });
  county.claim(RULE, other, after('2022-03-15'), wholeLine, 'dead, and drew an employee pension before');
  county.claim(
    'dual-benefit/employee-pension',
    other,
    (other.lines ?? []).map((line) => line.month).filter((month) => month >= 202110),
    (line) => line.basic_fen + line.age_fen + line.long_fen,
    'the same person as dead-and-employee-pension: the two claims overlap',
  );
}

/** They died, and what was paid was due or did not reach anybody. */
function plantDueToTheEnd(county: County, dies: Dies): void {
  const lastDay = dies('last-day', '2022-05-31', 202205);
  county.deathCertificate(lastDay, '2022-05-31');
  county.policeDeath(lastDay, '2022-05-31', '2022-06-08');
  county.keepSilent(RULE, lastDay, 'died on the last day of the month last paid for');

  const firstDay = dies('first-day', '2022-06-01', 202206);
  county.policeDeath(firstDay, '2022-06-01', '2022-06-20');
  county.keepSilent(RULE, firstDay, 'died on the first day of the month last paid for');

  const lateRows = dies('arrears-rows', '2022-07-10', 202204);
  for (const month of [202205, 202206, 202207]) payLate(lateRows, month, 202208);
  county.policeDeath(lateRows, '2022-07-10');
  county.keepSilent(RULE, lateRows, 'arrears for months up to the death, paid after it');

  const lateColumn = dies('arrears-column', '2022-08-15', 202208);
  lateColumn.lines = (lateColumn.lines ?? []).filter(
    (line) => line.month !== 202206 && line.month !== 202207,
  );
  const august = lineOf(lateColumn, 202208);
  august.arrears_fen = 2 * wholeLine(august);
  august.arrears_months = 2;
  county.policeDeath(lateColumn, '2022-08-15');
  county.keepSilent(RULE, lateColumn, 'arrears for two months before the death, on the line of its month');

  const failed = dies('failed', '2022-04-12', 202205);
  lineOf(failed, 202205).state = '支付失败';
  county.policeDeath(failed, '2022-04-12');
  county.keepSilent(RULE, failed, 'the one line after the death failed');

  const returned = dies('returned', '2022-04-12', 202205);
  lineOf(returned, 202205).bank_reason = '账户状态异常';
  county.policeDeath(returned, '2022-04-12');
  county.keepSilent(RULE, returned, 'the one line after the death came back from the bank');
}

/** A record that looks like a death and is none of theirs. */
function plantMistakenForDead(county: County, tag: string): void {
  const alive = county.draw({ key: `paid-after-death/namesake${tag}` });
  const namesake = county.registry.newResident({ born_on: alive.born_on, sex: alive.sex, name: alive.name });
  county.policeDeath(namesake, '2022-02-08');
  county.keepSilent(RULE, alive, 'a namesake with the same birth date died');

  for (const [key, reason] of [
    ['moved', '户籍迁出'],
    ['duplicate', '重户'],
  ] as const) {
    const person = county.draw({ key: `paid-after-death/${key}${tag}` });
    county.police.push({
      who: person,
      reason,
      died_on: null,
      cancelled_on: '2022-03-16',
      revoked_on: null,
      note: '',
    });
    county.keepSilent(RULE, person, `cancelled for ${reason}`);
    county.keepSilent('eligibility/registration-cancelled', person, `cancelled for ${reason}`);
  }

  const found = county.draw({ key: `paid-after-death/revoked${tag}` });
  county.police.push({
    who: found,
    reason: '宣告死亡',
    died_on: '2022-02-20',
    cancelled_on: '2022-03-01',
    revoked_on: '2022-06-10',
    note: '宣告死亡已撤销，恢复户口',
  });
  county.keepSilent(RULE, found, 'the declaration of death was revoked');
}

export function plantCertifiedAfterDeath(county: County, tag: string): void {
  const rule = 'deceased/certified-after-death';
  const dies = (key: string, died_on: string): Beneficiary => {
    const to = monthOf(died_on);
    const person = county.draw({ key: `certified-after-death/${key}${tag}`, to });
    county.die(person, died_on);
    county.policeDeath(person, died_on, shiftDays(died_on, 12));
    return person;
  };
  const certify = (person: Beneficiary, on: string, channel: string) =>
    person.certifications?.push({ on, channel });

  const remote = dies('remote', '2022-06-10');
  certify(remote, '2022-09-12', CHANNELS.app);
  county.expect(rule, remote, {
    note: 'a face shown to a telephone after the death',
    facts: { certified_on: '2022-09-12' },
  });

  const inPerson = dies('in-person', '2022-05-23');
  certify(inPerson, '2022-09-05', CHANNELS.window);
  county.expect(rule, inPerson, {
    note: 'seen at the counter: the death record may be wrong',
    facts: { certified_on: '2022-09-05' },
  });

  const nextDay = dies('next-day', '2022-08-30');
  certify(nextDay, '2022-08-31', CHANNELS.terminal);
  county.expect(rule, nextDay, { note: 'the day after the death', facts: { certified_on: '2022-08-31' } });

  const batch = dies('batch', '2022-06-18');
  certify(batch, '2022-09-20', CHANNELS.batch);
  county.keepSilent(rule, batch, 'certified in a batch by comparing data; nobody was seen');

  const sameDay = dies('same-day', '2022-09-14');
  sameDay.certifications = sameDay.certifications?.filter((one) => one.on < '2022-09-01') ?? [];
  certify(sameDay, '2022-09-14', CHANNELS.visit);
  county.keepSilent(rule, sameDay, 'visited on the day of the death');
}
