import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Checked, checkTypedClaims } from './check-claims.ts';
import { divide, parseDecimal, write } from './decimal.ts';
import { readClaims } from './read-claims.ts';

const EXAMPLE = join(import.meta.dirname, '../../../data-samples/report-check/bureau-2022.yaml');

function check(yaml: string): Checked {
  return checkTypedClaims(readClaims(yaml, 'figures.yaml'));
}

function found(yaml: string) {
  return check(yaml).differences.map(({ kind, unit, stated, computed }) => [kind, unit, stated, computed]);
}

describe('the figures of the bureau for 2022', () => {
  const { differences } = check(readFileSync(EXAMPLE, 'utf8'));

  test('what does not add up is found, and nothing else', () => {
    expect(differences.map(({ says, stated, computed }) => [says, stated, computed])).toEqual([
      ['2022年追回人数和金额', 425, 497],
      ['2022年追回人数和金额', 20.55, 34.19],
      ['残疾补助每人次', [108, 113], 111.15],
      ['丧葬补助每人', [1296, 1356], 1319.24],
      ['被征地补助发放,人数与金额', 890, 888.5],
      ['上半年手工认证占比', 2.72, 2.71],
      ['上半年未认证占比', 1.56, 1.57],
      ['制卡完成率', 102.96, 103.12],
      ['电子社保卡领取率', 36.43, 36.52],
      ['电子社保卡计划完成率', 113.9, 121.43],
    ]);
  });

  test('seventy-two people too many are named as possibly counted twice, with the money that would go with them', () => {
    const said = differences[0]?.explanations.map(({ zh }) => zh).join(' ') ?? '';
    expect(said).toMatch(/72 人.*重复计算/);
    expect(said).toContain('13.64 万元');
    expect(said).toContain('1,894 元');
  });

  test('a share that was cut off instead of rounded is said to be so', () => {
    const [, , , , , , cutOff] = differences;
    expect(cutOff?.explanations[0]?.zh).toContain('截去');
  });

  test('a base other than the stated one is worked out of the percentage', () => {
    const cards = differences.find(({ says }) => says === '制卡完成率');
    expect(cards?.explanations.map(({ zh }) => zh).join()).toContain('538,918');
  });
});

describe('percentages', () => {
  test('are rounded to the places they are written with', () => {
    expect(found('claims: [{says: a, part: 2, of: 3, percent: 66.67}]')).toEqual([]);
    expect(found('claims: [{says: a, part: 2, of: 3, percent: 66.7}]')).toEqual([]);
    expect(found('claims: [{says: a, part: 2, of: 3, percent: 67}]')).toEqual([]);
    expect(found('claims: [{says: a, part: 2, of: 3, percent: 66.70}]')).toEqual([
      ['percent', '%', 66.7, 66.67],
    ]);
  });

  test('may be written with a sign and with separated thousands', () => {
    expect(found('claims: [{says: a, part: "554,870", of: "538,083", percent: "103.12%"}]')).toEqual([]);
  });

  test('exactly half way may go either way', () => {
    expect(found('claims: [{says: a, part: 1, of: 8, percent: 12.5}]')).toEqual([]);
    expect(found('claims: [{says: a, part: 1, of: 8, percent: 12}]')).toEqual([]);
    expect(found('claims: [{says: a, part: 1, of: 8, percent: 13}]')).toEqual([]);
    expect(found('claims: [{says: a, part: 1, of: 8, percent: 14}]')).toEqual([['percent', '%', 14, 13]]);
  });

  test('any share written as it rounds is left alone, and one step off is found', () => {
    const share = fc.tuple(
      fc.integer({ min: 1, max: 1e7 }),
      fc.integer({ min: 1, max: 1e7 }),
      fc.constantFrom(0, 1, 2, 3),
    );
    fc.assert(
      fc.property(share, ([part, of, places]) => {
        const hundredfold = { digits: BigInt(part) * 100n, scale: 0 };
        const right = divide(hundredfold, { digits: BigInt(of), scale: 0 }, places);
        const claim = (percent: string) =>
          `claims: [{says: a, part: ${part}, of: ${of}, percent: ${percent}}]`;
        expect(found(claim(write(right)))).toEqual([]);
        expect(found(claim(write({ ...right, digits: right.digits + 1n })))).toHaveLength(1);
      }),
    );
  });
});

describe('totals', () => {
  const total = (people: number, money: string): string =>
    `claims: [{says: a, total: {人: ${people}, 万元: ${money}}, parts: [{what: b, 人: 3, 万元: 0.10}, {what: c, 人: 4, 万元: 0.20}]}]`;

  test('add up exactly, whatever a computer makes of a tenth', () => {
    expect(found(total(7, '0.3'))).toEqual([]);
    expect(found(total(7, '0.30'))).toEqual([]);
  });

  test('each unit is its own sum', () => {
    expect(found(total(8, '0.3'))).toEqual([['total', '人', 8, 7]]);
    expect(found(total(7, '0.4'))).toEqual([['total', '万元', 0.4, 0.3]]);
  });

  test('a last digit that rounding may have moved is right as written, and said to be so', () => {
    const { differences, within_rounding } = check(total(7, '0.31'));
    expect(differences).toEqual([]);
    expect(within_rounding[0]?.zh).toContain('四舍五入');
    expect(check(total(7, '0.36')).differences).toHaveLength(1);
  });

  test('a unit that a part does not state is said to be unchecked', () => {
    const { differences, not_checked } = check(
      'claims: [{says: a, total: {人: 3, 万元: 9}, parts: [{what: b, 人: 1}, {what: c, 人: 2, 万元: 9}]}]',
    );
    expect(differences).toEqual([]);
    expect(not_checked.map(({ zh }) => zh)).toEqual(['“万元”没有核对:b没有写这一项']);
  });

  test('more people than all other parts hold cannot be double counting', () => {
    const { differences } = check(
      'claims: [{says: a, total: {人: 3}, parts: [{what: b, 人: 9}, {what: c, 人: 1}]}]',
    );
    expect(differences[0]?.explanations[0]?.zh).toContain('解释不了');
  });
});

describe('money for each', () => {
  const each = (money: string, count: number): string =>
    `claims: [{says: a, money: ${money}, count: ${count}, expected_each: [108, 113]}]`;

  test('at one rate throughout is right', () => {
    expect(found(each('674136', 6242))).toEqual([]);
    expect(found(each('705346.00', 6242))).toEqual([]);
  });

  test('money that was written in 万元 with two places is not accused for what rounding took', () => {
    expect(found(each('674100', 6242))).toEqual([]);
  });

  test('a mean that was written with its rounding is right', () => {
    const mean = 'claims: [{says: a, money: 105191100, count: 788885, expected_each: 133.34}]';
    expect(found(mean)).toEqual([]);
  });

  test('one payment more or less is found even so', () => {
    expect(found(each('674200', 6242))).toEqual([['each', '元', [108, 113], 108.01]]);
    expect(found(each('1000', 9))).toEqual([['each', '元', [108, 113], 111.11]]);
  });
});

describe('what was typed wrongly', () => {
  test.each([
    ['claims: [', 'claims-unreadable'],
    ['figures: []', 'claims-missing'],
    ['claims: [{total: {人: 1}, parts: [{人: 1}]}]', 'claim-malformed'],
    ['claims: [{says: a, part: 1, of: 0, percent: 3}]', 'claim-malformed'],
    ['claims: [{says: a, part: 一, of: 2, percent: 3}]', 'claim-malformed'],
    ['claims: [{says: a, money: 5, count: 0, expected_each: [1]}]', 'claim-malformed'],
    ['claims: [{says: a, part: 1, of: 2, percent: 50, total: {人: 1}}]', 'claim-malformed'],
  ])('%s is refused as %s', (yaml, code) => {
    expect(() => check(yaml)).toThrowError(expect.objectContaining({ code }));
  });

  test('a number is what was written: 1.2万 is none', () => {
    expect(parseDecimal('1.2万')).toBeNull();
    expect(parseDecimal('１２')).toEqual({ digits: 12n, scale: 0 });
  });
});
