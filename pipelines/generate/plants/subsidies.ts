import { shiftDays } from '../calendar.ts';
import type { County } from '../county.ts';
import type { LineState, Resident } from '../model.ts';

export function plantPaidOnBehalf(county: County): void {
  const rule = 'paid-on-behalf/not-entitled';
  const paid_on = '2022-08-15';
  const contribute = (category: string, amount_fen: number): Resident => {
    const who = county.meet(county.youngBirth());
    county.on_behalf.push({ who, category, amount_fen, paid_on });
    return who;
  };
  const claim = (who: Resident, amount_fen: number, note: string): void =>
    county.expect(rule, who, { amount_fen, direction: 'fund', note });

  claim(contribute('重度残疾(一二级)', 20_000), 20_000, 'on no list; said to be severely disabled');
  claim(contribute('低保对象', 10_000), 10_000, 'on no list; said to live on the minimum allowance');
  const dead = contribute('特困人员', 10_000);
  county.hardship.push({ who: dead, kind: '特困供养', approved_on: '2020-04-01' });
  county.policeDeath(dead, '2022-02-14', '2022-02-28');
  dead.registration = { status: '注销', kind: '死亡', changed_on: '2022-02-28' };
  claim(dead, 10_000, 'on the list, and dead for half a year');

  const severe = contribute('重度残疾(一二级)', 20_000);
  county.disabled.push({ who: severe, grade: '一级', certified_on: '2015-06-18' });
  county.keepSilent(rule, severe, 'on the list of the disabled');
  const moderate = contribute('残疾(三四级)', 10_000);
  county.disabled.push({ who: moderate, grade: '三级', certified_on: '2019-11-05' });
  county.keepSilent(rule, moderate, 'on the list of the disabled');
  const poor = contribute('低保对象', 10_000);
  county.hardship.push({ who: poor, kind: '农村低保', approved_on: '2021-01-01' });
  county.keepSilent(rule, poor, 'on the list of minimum living allowance');
  const later = contribute('低保对象', 10_000);
  county.hardship.push({ who: later, kind: '农村低保', approved_on: shiftDays(paid_on, 40) });
  county.keepSilent(rule, later, 'the list is dated later than the payment');
}

export function plantLandLoss(county: County): void {
  const rule = 'land-loss/paid-twice';
  const plant = (
    payments: readonly {
      project: string;
      plot: string;
      amount_fen: number;
      paid_on: string;
      state?: LineState;
    }[],
  ): Resident => {
    const who = county.meet(county.youngBirth());
    for (const payment of payments) county.land_loss.push({ who, state: '已支付', ...payment });
    return who;
  };
  const claim = (who: Resident, amount_fen: number, note: string): void =>
    county.expect(rule, who, { amount_fen, direction: 'fund', note });
  const station = { project: '2021年第3批次', plot: 'NX-0312', amount_fen: 800_000 };
  const road = { project: '2022年第1批次', plot: 'ZY-0107', amount_fen: 480_000 };

  claim(
    plant([
      { ...station, paid_on: '2022-03-18' },
      { ...station, paid_on: '2022-09-16' },
    ]),
    800_000,
    'one plot of one project paid for twice',
  );
  claim(
    plant(['2022-04-20', '2022-06-20', '2022-10-20'].map((paid_on) => ({ ...road, paid_on }))),
    960_000,
    'one plot paid for three times',
  );
  county.keepSilent(
    rule,
    plant([
      { ...station, paid_on: '2022-03-18' },
      { ...road, paid_on: '2022-05-18' },
    ]),
    'two separate, approved plots',
  );
  county.keepSilent(
    rule,
    plant([
      { ...road, paid_on: '2022-05-18' },
      { ...road, plot: 'ZY-0108', paid_on: '2022-05-18' },
    ]),
    'two separate, approved plots of one project',
  );
  county.keepSilent(
    rule,
    plant([
      { ...road, paid_on: '2022-05-18', state: '支付失败' },
      { ...road, paid_on: '2022-06-18' },
    ]),
    'the first payment failed and was issued again',
  );
}
