import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMonths } from '../../core/month.ts';
import { Office } from './office.ts';
import { csv, type Line, PAYEES, payee, rosterLine, rosterRows } from './small-office.ts';

/** Rosters that name only the month of payment; what came back in April stands in a later one once more. */
const [PLAIN, SAID, DEAD, TWICE, UNKNOWN, REMARKED] = [0, 1, 2, 3, 4, 5].map((place) => payee(place));

let office: Office;
beforeAll(async () => {
  office = new Office();
  for (let month = 202202; month <= 202207; month = addMonths(month, 1)) {
    const again = (person = payee(0), state = '支付成功', remark = ''): Line => [
      ...rosterLine(person, month, state),
      remark,
    ];
    const [header, ...lines] = rosterRows(month, PAYEES);
    const rows: Line[] = lines.flatMap((line) => {
      const name = line[0];
      const state = (text: string): Line => [...line.slice(0, -1), text, ''];
      const cameBack = [PLAIN, SAID, DEAD, REMARKED].some((person) => person!.name === name);
      if (month === 202204 && cameBack) return [state(name === PLAIN!.name ? '支付失败' : '退票')];
      if (name === DEAD!.name && month > 202204) return month === 202205 ? [again(DEAD, '退票重发成功')] : [];
      return [state('支付成功')];
    });
    if (month === 202205) rows.push(again(PLAIN), again(TWICE), again(UNKNOWN, '退票重发成功'));
    if (month === 202206)
      rows.push(again(SAID, '退票后重发成功'), again(REMARKED, '支付成功', '4月退票重发'));
    const named = header!.map((title) => (title === '待遇所属期' ? '发放年月' : title));
    office.put(`${month}待遇发放花名册.csv`, csv([[...named, '备注'], ...rows]));
  }
  office.put(
    '公安死亡名单.csv',
    csv([
      ['姓名', '身份证号码', '死亡日期', '注销原因'],
      [DEAD!.name, DEAD!.residentId, '2022-04-20', '死亡'],
    ]),
  );
  await office.night('2022-07-31');
});
afterAll(() => office.remove());

const found = (rule: string) =>
  office.read<{ name: string; match_strength: string; first_month: number }>(
    `select name, match_strength, first_month from result.finding where rule_id = '${rule}' order by name`,
  );

test('a payment that came back and is issued again in a later roster pays its own month', async () => {
  const twice = await found('dual-benefit/paid-twice');
  expect(twice.filter(({ match_strength }) => match_strength === 'confirmed')).toEqual([
    { name: TWICE!.name, match_strength: 'confirmed', first_month: 202205 },
  ]);
  const paid = await office.read<{ name: string; month: number }>(
    `select person.name, payment.month from canonical.benefit_payment as payment
     inner join canonical.person as person using (person_id)
     where payment.is_settled and payment.month = 202204 order by name`,
  );
  for (const person of [PLAIN, SAID, DEAD, REMARKED])
    expect(paid).toContainEqual({ name: person!.name, month: 202204 });
});

test('what calls itself issued again while nothing is known to have come back is no certain second payment', async () => {
  const twice = await found('dual-benefit/paid-twice');
  expect(twice).toContainEqual({ name: UNKNOWN!.name, match_strength: 'possible', first_month: 202205 });
});

test('the last payment of somebody dead, issued again after the death, is no payment after death', async () => {
  expect(await found('deceased/paid-after-death')).toEqual([]);
});

describe('a second line of a month that says 补发成功', () => {
  let made: Office;
  const [FITS, OWN] = [payee(6), payee(7)];
  beforeAll(async () => {
    made = new Office();
    for (let month = 202202; month <= 202207; month = addMonths(month, 1)) {
      const [header, ...lines] = rosterRows(month, PAYEES);
      const rows: Line[] = lines.flatMap((line) => {
        const state = (text: string, fen = line[6]!): Line => [
          ...line.slice(0, 6),
          fen,
          ...line.slice(7, -1),
          text,
        ];
        if (line[0] === FITS.name && month >= 202203 && month <= 202205) return [state('停发')];
        if (line[0] === FITS.name && month === 202206)
          return [
            state('成功'),
            [...state('补发成功', '654.00').map((cell, at) => (at > 2 && at < 6 ? '' : cell))],
          ];
        return [state(line[0] === OWN.name && month === 202204 ? '补发成功' : '成功')];
      });
      const named = header!.map((title) => (title === '待遇所属期' ? '发放年月' : title));
      made.put(`${month}待遇发放花名册.csv`, csv([named, ...rows]));
    }
    await made.night('2022-07-31');
  });
  afterAll(() => made.remove());

  const monthsOf = (name: string) =>
    made.read<{ month: number; amount_fen: number }>(
      `select payment.month, cast(payment.amount_fen as integer) as amount_fen from canonical.benefit_payment as payment
       inner join canonical.person as person using (person_id)
       where person.name = '${name}' and payment.is_settled order by payment.month`,
    );

  test('is for the months that were left out, where its sum fits them', async () => {
    expect(await monthsOf(FITS.name)).toEqual(
      [202202, 202203, 202204, 202205, 202206, 202207].map((month) => ({ month, amount_fen: 21_800 })),
    );
    expect(await made.read("select * from result.finding where rule_id = 'dual-benefit/paid-twice'")).toEqual(
      [],
    );
  });

  test('is for its own month where that has no other', async () => {
    expect(await monthsOf(OWN.name)).toHaveLength(6);
  });
});
