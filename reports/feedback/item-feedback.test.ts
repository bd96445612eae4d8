import { expect, test } from 'vitest';
import type { BatchItem } from '../../casework/batches/items.ts';
import { feedbackOf } from './item-feedback.ts';

const reply = (outcome: BatchItem['outcome'], reason: string) =>
  feedbackOf(
    {
      item_number: 1,
      row: 3,
      status: 'verified',
      outcome,
      reason,
      assignee: 'li',
      case_id: null,
    } as BatchItem,
    null,
    () => '张经办',
  ).values;

test.each(['本人健在，上门见到', '死亡信息有误，本人健在', '入户核实，老人仍在世'])(
  'the reply to an unfounded item says that they live where somebody found so: %s',
  (reason) => expect(reply('unfounded', reason).is_alive).toBe('是'),
);

test.each([
  '本人已死亡，款项已全部退回',
  '2022年5月去世，当月应发',
  '已不在世，停发前发放',
  '不是同一人',
  '是否健在尚未见到',
])('it leaves open whether they live where nobody said so: %s', (reason) =>
  expect(reply('unfounded', reason).is_alive).toBe(undefined),
);

test.each(['unverifiable', 'substantiated'] as const)(
  'what is %s and has no approved amount has no months and no sums, be they nought',
  (outcome) => {
    const { months, amount, recovered, outstanding } = reply(outcome, '外出打工');
    expect([months, amount, recovered, outstanding]).toEqual([undefined, undefined, undefined, undefined]);
  },
);

test('what is unfounded owes nothing', () => {
  expect(reply('unfounded', '不是同一人')).toMatchObject({
    months: 0,
    amount: 0,
    recovered: 0,
    outstanding: 0,
  });
});
