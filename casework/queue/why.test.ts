import { describe, expect, test } from 'vitest';
import { sampleFinding } from '../../tests/support/sample-office.ts';
import { loadRules } from '../rule-pack/load.ts';
import { WHY_LENGTH, whyOf } from './why.ts';

const AS_OF = '2022-10-01';

function payments(...months: number[]): [number, { basic: number }][] {
  return months.map((month) => [month, { basic: 11_800 }]);
}

describe('why a case stands in the queue', () => {
  test('is told from the facts and months of its finding', () => {
    const finding = sampleFinding({ person_id: 'p', claims: payments(202206, 202207, 202208) });
    expect(whyOf(finding, AS_OF)).toEqual({
      zh: '5月31日死亡，6–8月仍发3笔',
      en: 'Died 31 May 2022, 3 payments for later months',
    });
  });

  test.each([
    [payments(202209), '5月31日死亡，9月仍发1笔'],
    [payments(202208, 202209), '5月31日死亡，8、9月仍发2笔'],
    // Months with gaps do not fit: how many there were does.
    [payments(202206, 202208, 202209), '5月31日死亡，此后仍发3笔'],
    [payments(202212, 202301), '5月31日死亡，此后仍发2笔'],
  ])('%o reads %s', (claims, line) => {
    expect(whyOf(sampleFinding({ person_id: 'p', claims }), AS_OF).zh).toBe(line);
  });

  test('names the year where it is not that of the data, and the month where the day does not fit', () => {
    const facts = { died_on: '2021-12-31' };
    const one = sampleFinding({ person_id: 'p', facts, claims: payments(202201) });
    expect(whyOf(one, AS_OF).zh).toBe('2021年12月31日死亡，仍发1笔');
    const many = {
      ...one,
      lines: Array.from({ length: 12 }, (_, n) => ({ ...one.lines[0]!, line_id: `l${n}` })),
    };
    expect(whyOf(many, AS_OF).zh).toBe('2021年12月死亡，仍发12笔');
  });

  test('falls back to the title of the rule where a fact is missing or the rule is unknown', () => {
    expect(whyOf(sampleFinding({ person_id: 'p', facts: {} }), AS_OF).zh).toBe('死亡后继续领取');
    const finding = sampleFinding({
      person_id: 'p',
      rule_id: 'office/own-rule',
      title: '一条非常长的、超过十八个字的规则名称，放不下',
    });
    const { zh, en } = whyOf(finding, AS_OF);
    expect([...zh]).toHaveLength(WHY_LENGTH);
    expect(en).toBeNull();
  });

  test('says of a condition only what is true', () => {
    const rule = { person_id: 'p', rule_id: 'paid-on-behalf/not-entitled' };
    expect(whyOf(sampleFinding({ ...rule, facts: { was_dead: true } }), AS_OF).zh).toBe('代缴时已登记死亡');
    expect(whyOf(sampleFinding({ ...rule, facts: { was_dead: false } }), AS_OF).zh).toBe('不在应代缴名单上');
  });
});

describe('the patterns', () => {
  const rules = loadRules();

  test('every rule that comes with Hedui has its own', () => {
    expect(rules.filter(({ why }) => why === undefined).map(({ rule_id }) => rule_id)).toEqual([]);
  });

  test('ask only for facts that the rule gives', () => {
    const ready = new Set(['count', 'months', 'month_count']);
    for (const { rule_id: rule, sql, why } of rules) {
      const asked = [...`${why?.zh.join()}${why?.en.join()}`.matchAll(/\{\??([\w|]+)\}/g)].flatMap(
        ([, names = '']) => names.split('|'),
      );
      for (const name of asked) {
        const isGiven = ready.has(name) || new RegExp(`\\bfact_${name}\\b`).test(sql);
        expect(isGiven, `${rule}: ${name}`).toBe(true);
      }
    }
  });

  test('accuse nobody', () => {
    const told = rules.flatMap(({ why }) => [...(why?.zh ?? []), ...(why?.en ?? [])]).join('\n');
    expect(told).not.toMatch(/骗|诈|冒领|贪|嫌疑|cheat|fraud|suspect/i);
  });
});
