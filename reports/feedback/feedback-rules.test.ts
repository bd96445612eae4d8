import { describe, expect, test } from 'vitest';
import { brokenRules } from './feedback-rules.ts';

describe('an answer that goes back', () => {
  test.each([
    ['is alive and has a day of death', { is_alive: '是', died_on: '202205' }, '填了健在，又填了死亡日期'],
    ['is dead without a day of death', { is_alive: '否' }, '填了不健在，没有死亡日期'],
    [
      'is dead and has abnormal circumstances',
      { is_alive: '否', died_on: '202205', abnormal: '失联' },
      '已死亡的不填异常情况',
    ],
    ['has other circumstances without a remark', { abnormal: '其他异常' }, '异常情况为其他的，须在备注写明'],
    ['is unfounded without a reason', { outcome: '不属实' }, '不属实须写明理由'],
    [
      'has its card in hand and with a relative',
      { card_in_hand: '是', card_with_kin: '是' },
      '本人领卡在手，又填亲属持有',
    ],
    ['has more recovered than owed', { recovered: 700, amount: 654 }, '追回金额大于违规金额'],
    [
      'writes a day of death as a whole date',
      { is_alive: '否', died_on: '2022-05-31' },
      '死亡日期须写成年月，如 202205',
    ],
  ])('is refused where it %s', (_what, answer, zh) => {
    expect(brokenRules(answer).map((one) => one.zh)).toEqual([zh]);
  });

  test('is let out where its fields agree, and an empty one breaks nothing', () => {
    expect(brokenRules({})).toEqual([]);
    expect(
      brokenRules({ outcome: '属实', is_alive: '否', died_on: '202205', amount: 654, recovered: 200 }),
    ).toEqual([]);
  });
});
