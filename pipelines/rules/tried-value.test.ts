import { describe, expect, it } from 'vitest';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { loadParameters } from './parameters.ts';
import { withValue } from './tried-value.ts';

const rules = loadRules();

const settings = {
  basic_pension_rate: [
    { from: '2020-07', to: '2022-12', value: 11300, basis: '示例' },
    { from: '2023-01', value: 12300, basis: '示例' },
  ],
};
const parameters = loadParameters(RULES_DIR, rules, settings);

const ruleOf = (ruleId: string) => {
  const rule = rules.find(({ rule_id }) => rule_id === ruleId);
  if (!rule) throw new Error(ruleId);
  return rule;
};

const grant = ruleOf('funeral-grant/wrong-amount');
const above = ruleOf('eligibility/amount-above-entitlement');

describe('a value that is tried', () => {
  it('stands in place of the one in force on the day of the night', () => {
    const { after } = withValue(above, parameters, 'basic_pension_rate=12000', '2022-12-31');
    expect(after.rows.map(({ valid_from, value }) => [valid_from, value])).toEqual([
      [202007, 12000],
      [202301, 12300],
    ]);
  });

  it('can be put into the period that begins in a month', () => {
    const { after } = withValue(above, parameters, 'basic_pension_rate@2023-01=12500', '2022-12-31');
    expect(after.rows.map(({ value }) => value)).toEqual([11300, 12500]);
  });

  it('can hold from any month on: the period in which it lies is cut in two', () => {
    const { after, span } = withValue(above, parameters, 'basic_pension_rate@2022-07=11800', '2022-12-31');
    expect(after.rows.map(({ valid_from, valid_to, value }) => [valid_from, valid_to, value])).toEqual([
      [202007, 202206, 11300],
      [202207, 202212, 11800],
      [202301, 209912, 12300],
    ]);
    expect(span).toEqual({ from: 202207, to: 202212, was: [11300], is: [11800] });
  });

  it('is refused for a month before there was any value', () => {
    const refused = () => withValue(above, parameters, 'basic_pension_rate@2019-01=9000', '2022-12-31');
    expect(refused).toThrow(/no value in 2019-01/);
  });

  it('leaves the parameter of the pack as it was', () => {
    withValue(grant, parameters, 'funeral_grant_months=10', '2022-12-31');
    expect(parameters.get('funeral_grant_months')?.rows.map(({ value }) => value)).toEqual([12]);
  });

  it('takes the whole list where there is one', () => {
    const rule = ruleOf('certification/overdue-still-paid');
    const { after } = withValue(rule, parameters, 'certification_window=6,12', '2022-12-31');
    expect(after.rows.map(({ value }) => value)).toEqual([6, 12]);
  });

  it('is refused for a parameter that the rule does not read', () => {
    expect(() => withValue(grant, parameters, 'pension_age=55', '2022-12-31')).toThrow(/no parameter/);
  });

  it('is refused when it is none of the choices, which the refusal names', () => {
    const imprisoned = ruleOf('imprisonment/paid-while-imprisoned');
    const tried = (value: string) =>
      withValue(imprisoned, parameters, `first_stopped=${value}`, '2022-12-31');
    expect(() => tried('any')).toThrow(/one of next-month, same-month/);
    expect(tried('same-month').span.is).toEqual(['same-month']);
  });

  it('is refused when it is no amount', () => {
    expect(() => withValue(above, parameters, 'basic_pension_rate=许多', '2022-12-31')).toThrow(/cannot be/);
  });
});
