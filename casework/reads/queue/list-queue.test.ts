import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../../tests/support/sample-office.ts';
import { openCaseForItem } from '../../batches/move-item.ts';
import { receiveBatch } from '../../batches/receive-batch.ts';
import { checkCasebook } from '../proof/check-casebook.ts';
import { loadUser } from '../users/users.ts';
import { countViews, listQueue } from './list-queue.ts';
import { neighboursOf } from './neighbours.ts';
import type { QueueFilter } from './queue-filter.ts';
import { QUEUE_ORDERS, type QueueSort } from './queue-order.ts';

const TODAY = '2022-10-10';

let sample: SampleOffice;
const FINDINGS = [
  sampleFinding({
    person_id: 'p1',
    name: '单秀英',
    resident_id: '53252619500101996X',
    claims: [
      [202206, { basic: 11_800 }],
      [202207, { basic: 11_800 }],
    ],
  }),
  sampleFinding({
    person_id: 'p2',
    name: '欧阳建国',
    resident_id: '532526195001019977',
    township: '虹溪镇',
    rule_id: 'dual-benefit/employee-pension',
    title: '同时领取职工养老保险待遇',
    match_strength: 'probable',
    facts: { start_month: 202106 },
    claims: [[202206, { basic: 50_000 }]],
  }),
  sampleFinding({
    person_id: 'p3',
    name: '李秀芬',
    rule_id: 'certification/overdue-still-paid',
    title: '逾期未认证仍在发放',
    direction: 'none',
    match_strength: 'possible',
    amount_fen: null,
    facts: { window_month: 202206, at_risk_fen: 70_800 },
    claims: [[202207, {}]],
  }),
  sampleFinding({
    person_id: 'p4',
    name: '吕绿',
    rule_id: 'eligibility/amount-below-entitlement',
    title: '发放标准低于应发',
    direction: 'person',
    facts: { paid_fen: 10_300, due_fen: 11_800 },
    claims: [[202207, { basic: 1500 }]],
  }),
];

beforeEach(() => {
  sample = openSampleOffice();
  sample.run(FINDINGS);
});
afterEach(() => {
  expect(checkCasebook(sample.ledger).differing).toEqual([]);
  sample.close();
});

function viewer(user: string) {
  const found = loadUser(sample.ledger, user);
  if (found === null) throw new Error(`no user ${user}`);
  return found;
}

function names(filter: QueueFilter = {}, sort: QueueSort = 'case', user = 'li'): string[] {
  return listQueue(sample.ledger, viewer(user), filter, { sort }).rows.map((row) => row.name);
}

describe('a row of the queue', () => {
  test('says what was found, why, how sure and how much', () => {
    const { rows, totals } = listQueue(sample.ledger, viewer('li'), {}, { sort: 'case' });
    expect(rows[0]).toMatchObject({
      case_id: 'C00000001',
      name: '单秀英',
      strength: 'confirmed',
      strength_rank: 3,
      main_rule: 'deceased/paid-after-death',
      months: 2,
      claimable_fen: 23_600,
      at_risk_fen: 0,
      why: '5月31日死亡，6、7月仍发2笔',
      found_on: '2022-10-10',
      found_run: 1,
      is_new: true,
      locked_by: null,
      batches: [],
      trust: { decided: 0, group: 'all', share: null },
    });
    expect(rows[2]).toMatchObject({ claimable_fen: 0, at_risk_fen: 70_800, why: '6月期未认证，仍发1笔' });
    expect(rows[3]).toMatchObject({ claimable_fen: 0, at_risk_fen: 0, owed_to_person_fen: 1500 });
    expect(totals).toEqual({ cases: 4, people: 4, claimable_fen: 73_600, possible_fen: 0 });
  });

  test('counts a payment that two rules claim once, and names the larger claim’s rule', () => {
    const both = sampleFinding({
      person_id: 'p1',
      name: '单秀英',
      resident_id: '53252619500101996X',
      rule_id: 'dual-benefit/paid-twice',
      match_strength: 'possible',
      claims: [[202206, { basic: 5000 }]],
    });
    sample.run([...FINDINGS, both], 2);
    const { rows } = listQueue(sample.ledger, viewer('li'), { rules: ['dual-benefit/paid-twice'] });
    expect(rows).toMatchObject([
      {
        name: '单秀英',
        main_rule: 'deceased/paid-after-death',
        claimable_fen: 23_600,
        rule_count: 2,
        strength: 'confirmed',
      },
    ]);
  });

  test('shows what is merely possible apart, in no total', () => {
    const namesake = sampleFinding({
      person_id: 'p5',
      name: '武云全',
      resident_id: '532526194801019953',
      match_strength: 'possible',
      claims: [[202206, { basic: 11_300 }]],
    });
    sample.run([...FINDINGS, namesake], 2);
    const { rows, totals } = listQueue(sample.ledger, viewer('li'), { text: '武云全' });
    expect(rows).toMatchObject([{ claimable_fen: 0, possible_fen: 11_300, strength: 'possible' }]);
    expect(totals).toEqual({ cases: 1, people: 1, claimable_fen: 0, possible_fen: 11_300 });
  });

  test('says who has taken it and until when', () => {
    sample.act('li', 'C00000001', 'take');
    expect(listQueue(sample.ledger, viewer('li'), { text: '单' }).rows[0]).toMatchObject({
      locked_by: 'li',
      locked_until: '2022-10-10T04:00:00.000Z',
    });
  });
});

describe('cases are found', () => {
  test.each([
    ['秀', ['单秀英', '李秀芬']],
    ['shan', ['单秀英']],
    ['Shan Xiu', ['单秀英']],
    ['sxy', ['单秀英']],
    ['ouyang', ['欧阳建国']],
    ['oyjg', ['欧阳建国']],
    ['lvlv', ['吕绿']],
    ['lülü', ['吕绿']],
    ['996x', ['单秀英']],
    ['977', ['欧阳建国']],
    ['77', []],
    ['532526195001019977', ['欧阳建国']],
    ['C00000003', ['李秀芬']],
    ['4', ['吕绿']],
    ['%', []],
    ['王', []],
  ])('by %s', (text, found) => {
    expect(names({ text })).toEqual(found);
  });

  test('by the number of their notice', () => {
    bringToService(sample, 'C00000001');
    expect(names({ text: '弥人社追〔2022〕1号' })).toEqual(['单秀英']);
  });

  test('by rule, strength, place, state, money, day and person, all at once', () => {
    expect(names({ rules: ['deceased/paid-after-death'] })).toEqual(['单秀英']);
    expect(names({ strengths: ['probable', 'possible'] })).toEqual(['欧阳建国', '李秀芬']);
    expect(names({ townships: ['虹溪镇'] })).toEqual(['欧阳建国']);
    expect(names({ statuses: ['repaid'] })).toEqual([]);
    expect(names({ from_fen: 23_600, to_fen: 23_600 })).toEqual(['单秀英']);
    expect(names({ money: 'at-risk' })).toEqual(['李秀芬']);
    expect(names({ money: 'owed' })).toEqual(['吕绿']);
    expect(names({ found_from: '2022-10-11' })).toEqual([]);
    expect(names({ person_ids: ['p4'] })).toEqual(['吕绿']);
    expect(names({ strengths: ['confirmed'], from_fen: 1, text: 's' })).toEqual(['单秀英']);
    expect(names({ townships: [] })).toEqual([]);
  });

  test('by the batch that handed them down', () => {
    const author = { actor: 'nightly', on_behalf_of: null, via: 'nightly', at: sample.clock.at };
    receiveBatch(sample.ledger, sample.office, author, {
      batch_id: 'b1',
      title: '省级第6批',
      sender: '省局',
      received_on: '2022-09-01',
      reply_due_on: null,
      file: 'b1.xls',
      file_hash: 'b1',
      items: [
        {
          item_number: 1,
          row: 3,
          name: '赵六',
          resident_id: null,
          township: '竹园镇',
          claimed_fen: null,
        },
      ],
    });
    const request = { user: 'sun', via: 'test', batch_id: 'b1', item_number: 1 };
    expect(openCaseForItem(sample.ledger, sample.office, request).ok).toBe(true);
    const { rows } = listQueue(sample.ledger, viewer('li'), { batch: 'b1' });
    // Nothing was found about this person, so nothing is said about them.
    expect(rows).toMatchObject([
      { name: '赵六', batches: ['b1'], strength: null, main_rule: null, why: '', is_new: false },
    ]);
    expect(countViews(sample.ledger, viewer('li'), TODAY)['handed-down']).toBe(1);
  });
});

describe('the tabs', () => {
  test('hold what they say, and their counts are those of their lists', () => {
    bringToService(sample, 'C00000001');
    sample.act('li', 'C00000002', 'take');
    const counts = countViews(sample.ledger, viewer('li'), TODAY);
    expect(counts).toEqual({
      unassigned: 2,
      new: 4,
      mine: 2,
      overdue: 0,
      'handed-down': 0,
      all: 4,
    });
    for (const view of ['unassigned', 'new', 'mine', 'overdue', 'handed-down', 'all'] as const) {
      expect(listQueue(sample.ledger, viewer('li'), { view, today: TODAY }).totals.cases, view).toBe(
        counts[view],
      );
    }
  });

  test('a case is overdue once the day of its notice has passed, marked or not', () => {
    bringToService(sample, 'C00000001');
    const due = listQueue(sample.ledger, 'program', { view: 'all' }, { sort: 'case' }).rows[0]?.due_on ?? '';
    expect(due > TODAY).toBe(true);
    expect(countViews(sample.ledger, viewer('li'), due).overdue).toBe(0);
    expect(countViews(sample.ledger, viewer('li'), '2023-06-01').overdue).toBe(1);
    sample.clock.at = '2023-06-01T01:00:00.000Z';
    sample.act('chen', 'C00000001', 'receipt', { amount_fen: 23_600 });
    expect(countViews(sample.ledger, viewer('li'), '2023-06-01').overdue).toBe(0);
  });

  test('what an earlier night found is not called last night’s', () => {
    expect(countViews(sample.ledger, viewer('li'), '2022-10-12').new).toBe(0);
    const more = sampleFinding({ person_id: 'p9', name: '新人' });
    sample.run([...FINDINGS, more], 2);
    expect(names({ view: 'new', today: TODAY })).toEqual(['新人']);
  });
});

describe('the order', () => {
  test('is the same whichever page is asked for, from either end', () => {
    for (const order of QUEUE_ORDERS) {
      for (const sort of [order, `${order}-asc`, `${order}-desc`] as const) {
        const whole = names({}, sort);
        const pages = [0, 1, 2, 3].flatMap((offset) =>
          listQueue(sample.ledger, 'program', {}, { sort, limit: 1, offset }).rows.map((row) => row.name),
        );
        expect(pages, sort).toEqual(whole);
        whole.forEach((name, place) => {
          const caseId = listQueue(sample.ledger, 'program', { text: name }).rows[0]?.case_id ?? '';
          const { previous, next, index, total } = neighboursOf(sample.ledger, 'program', {}, caseId, sort);
          const idOf = (other: string | undefined) =>
            other === undefined
              ? null
              : (listQueue(sample.ledger, 'program', { text: other }).rows[0]?.case_id ?? null);
          expect({ previous, next, index, total }, `${sort} ${name}`).toEqual({
            previous: idOf(whole[place - 1]),
            next: idOf(whole[place + 1]),
            index: place + 1,
            total: 4,
          });
        });
      }
    }
  });

  test('goes by what is asked for', () => {
    expect(names({}, 'amount')).toEqual(['欧阳建国', '单秀英', '李秀芬', '吕绿']);
    expect(names({}, 'amount-asc')).toEqual(['吕绿', '李秀芬', '单秀英', '欧阳建国']);
    expect(names({}, 'case-desc')).toEqual(['吕绿', '李秀芬', '欧阳建国', '单秀英']);
    expect(names({}, 'strength')).toEqual(['单秀英', '吕绿', '欧阳建国', '李秀芬']);
  });

  test('puts a priority first, and without decided cases goes by the amount', () => {
    expect(names({}, 'rank')).toEqual(['欧阳建国', '单秀英', '李秀芬', '吕绿']);
    sample.act('sun', 'C00000004', 'prioritise');
    expect(names({}, 'rank')).toEqual(['吕绿', '欧阳建国', '单秀英', '李秀芬']);
    expect(names({ is_priority: true })).toEqual(['吕绿']);
  });

  test('a case that has left the filter has no place in it', () => {
    sample.act('li', 'C00000001', 'take');
    const { index, total } = neighboursOf(sample.ledger, viewer('li'), { view: 'unassigned' }, 'C00000001');
    expect({ index, total }).toEqual({ index: null, total: 3 });
  });
});

test('nobody sees a case, counts it or finds it by name outside their townships', () => {
  const clerk = viewer('zhen');
  expect(names({}, 'case', 'zhen')).toEqual(['单秀英', '李秀芬', '吕绿']);
  expect(listQueue(sample.ledger, clerk, { text: '欧阳' }).totals.cases).toBe(0);
  expect(listQueue(sample.ledger, clerk, { townships: ['虹溪镇'] }).rows).toEqual([]);
  expect(countViews(sample.ledger, clerk, TODAY).all).toBe(3);
  expect(neighboursOf(sample.ledger, clerk, {}, 'C00000002').index).toBeNull();
  expect(names({}, 'case', 'admin')).toEqual([]);
  // the auditor reads everything, and moves nothing
  expect(names({}, 'case', 'shen')).toEqual(names({}, 'case', 'sun'));
});
