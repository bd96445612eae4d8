import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { act } from '../documents/worked-case.ts';
import { openSampleOffice, passTimeUntil } from '../support/sample-office.ts';
import { Office } from './office.ts';
import { csv, POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

const PRISON = 'imprisonment/paid-while-imprisoned';
const DEBT = 'account/debt-not-offset';

const sample = openSampleOffice();
const office = new Office({ root: sample.home, home: sample.home, inbox: join(sample.home, 'inbox') });
afterAll(() => sample.close());

test('a refund to the estate of somebody with an open debt is found by the night after it, and by none before', async () => {
  const debtor = payee(0);
  for (const month of [202206, 202207, 202208]) office.put(rosterName(month), roster(month));
  office.put(
    '法院服刑人员名单.csv',
    csv([
      ['姓名', '身份证号码', '判决书文号', '刑种', '刑期起', '刑期止', '执行方式'],
      [
        debtor.name,
        debtor.residentId,
        '（2022）云2504刑初9号',
        '有期徒刑',
        '2022-05-15',
        '2024-05-14',
        '监狱执行',
      ],
    ]),
  );
  await office.night('2022-09-30');
  const [found] = listCases(sample.ledger, 'program', { rule_id: PRISON });
  const caseId = found?.case_id ?? '';
  const served = act(sample, caseId, [
    ['sun', 'assign', { assignee: 'li' }],
    [
      'li',
      'name-debtor',
      { name: debtor.name, relation: '本人', resident_id: debtor.residentId, evidence: '本人取款' },
    ],
    ['li', 'substantiate', { reason: '核实判决书' }],
    ['li', 'fix-amount', {}],
    ['yi', 'approve'],
    ['li', 'notify', { on: '2022-10-10' }],
    ['li', 'serve', { on: '2022-10-12', servers: ['张经办', '李经办'] }],
  ]);
  const debt = served.money.outstanding_fen;
  expect(debt).toBeGreaterThan(0);
  expect((await office.standing()).filter(({ rule_id }) => rule_id === DEBT)).toEqual([]);

  // died in November; the account was paid out whole in December
  passTimeUntil(sample, '2023-01-10');
  office.put(POLICE_LIST, policeList([{ person: debtor, on: '20221120' }]));
  office.put(
    '2022年退保清退名单.csv',
    csv([
      ['姓名', '身份证号', '退保原因', '退保金额', '账户余额', '退保日期', '支付状态'],
      [debtor.name, debtor.residentId, '参保人死亡', '5000.00', '5000.00', '2022-12-20', '已支付'],
    ]),
  );
  await office.night('2023-01-31');
  const missed = (await office.standing()).filter(({ rule_id }) => rule_id === DEBT);
  expect(missed.map(({ name, amount_fen, direction }) => [name, amount_fen, direction])).toEqual([
    [debtor.name, null, 'none'],
  ]);
  expect(JSON.parse(missed[0]?.facts ?? '{}')).toMatchObject({
    paid_fen: 500_000,
    debt_fen: debt,
    offset_possible_fen: debt,
  });

  // what came in meanwhile is no debt any more
  act(sample, caseId, [
    ['chen', 'receipt', { amount_fen: debt, on: '2023-02-01', channel: 'bank', payer: '家属' }],
  ]);
  await office.night('2023-02-28');
  expect((await office.standing()).filter(({ rule_id }) => rule_id === DEBT)).toEqual([]);
});
