import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { loadRules, RULES_DIR } from '../../casework/rule-pack/load.ts';
import { Refusal } from '../../core/errors.ts';
import { createParameterTables, loadParameters } from './parameters.ts';

const rules = loadRules();

function refusalOf(settings: unknown, of = rules): Refusal {
  try {
    loadParameters(RULES_DIR, of, settings);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const basis = '红人社发〔2019〕71号';

describe('the parameters of a rule', () => {
  it('are refused where the rule asks for one that does not exist', () => {
    const [first, ...others] = rules;
    const asking = { ...first!, uses: ['basic_pension'] };
    expect(refusalOf({}, [asking, ...others]).code).toBe('parameter-unknown');
  });

  it('are refused where two rules define one', () => {
    const prison = rules.find(({ parameters }) => Object.keys(parameters).length > 0)!;
    expect(refusalOf({}, [...rules, { ...prison, rule_id: 'local/again' }]).code).toBe('parameter-twice');
  });
});

describe('dated parameters', () => {
  it('the basic pension is 93 + 15 + 5 = 113 yuan in the month of the report', () => {
    const rate = loadParameters(RULES_DIR, rules).get('basic_pension_rate')!;
    expect(rate.rows.filter((row) => row.valid_from <= 202212 && row.valid_to >= 202212)).toMatchObject([
      { value: 9300 + 1500 + 500 },
    ]);
    expect(rate.is_overridden).toBe(false);
  });

  it('an office puts its own values in place of all of the defaults', () => {
    const settings = {
      basic_pension_rate: [
        { from: '2022-01', to: '2022-06', value: 11800, basis },
        { from: '2022-07', value: 12300, basis },
      ],
    };
    const rate = loadParameters(RULES_DIR, rules, settings).get('basic_pension_rate')!;
    expect(rate.is_overridden).toBe(true);
    expect(rate.rows.map(({ valid_from, valid_to, value }) => [valid_from, valid_to, value])).toEqual([
      [202201, 202206, 11800],
      [202207, 209912, 12300],
    ]);
  });

  it('a misspelt name is refused with the nearest one', () => {
    const refusal = refusalOf({ basic_pension_rates: [{ from: '2022-01', value: 11800, basis }] });
    expect(refusal.code).toBe('parameter-unknown');
    expect(refusal.zh).toContain('basic_pension_rate。');
  });

  it('money with a fraction of a fen, a word for a number and a word not among the choices are refused', () => {
    expect(refusalOf({ basic_pension_rate: [{ from: '2022-01', value: 113.5, basis }] }).code).toBe(
      'parameter-settings',
    );
    expect(refusalOf({ basic_pension_rate: [{ from: '2022-01', value: '113', basis }] }).code).toBe(
      'parameter-type',
    );
    expect(refusalOf({ basic_pension_rate: [{ from: '2022-01', value: [11300], basis }] }).code).toBe(
      'parameter-type',
    );
    expect(refusalOf({ first_stopped: [{ from: '2022-01', value: 'at-once', basis }] }).code).toBe(
      'parameter-type',
    );
  });

  it('an account number that was not quoted has lost its digits already and is refused', () => {
    const settings = { shared_account_allowed: [{ from: '2022-01', value: [6230001], basis }] };
    expect(refusalOf(settings).code).toBe('parameter-type');
  });

  it('two values for one month are refused, and so is a period that runs backwards', () => {
    const overlapping = [
      { from: '2022-01', to: '2022-06', value: 11800, basis },
      { from: '2022-06', value: 12300, basis },
    ];
    expect(refusalOf({ basic_pension_rate: overlapping }).code).toBe('parameter-overlap');
    const backwards = [{ from: '2022-06', to: '2022-01', value: 11800, basis }];
    expect(refusalOf({ basic_pension_rate: backwards }).code).toBe('parameter-overlap');
  });

  it('a value without its ground is refused', () => {
    expect(refusalOf({ basic_pension_rate: [{ from: '2022-01', value: 11800 }] }).code).toBe(
      'parameter-settings',
    );
  });

  it('rules read them as tables: a list one row per element, the night itself one row', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const settings = { listed_guardian: [{ from: '2022-01', value: ["O'Neil", '6230001'], basis }] };
    await createParameterTables(connection, loadParameters(RULES_DIR, rules, settings), {
      asOf: '2022-12-31',
    });
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    expect(await rows('select * from parameter.certification_window order by value')).toEqual([
      [195001, 209912, 3],
      [195001, 209912, 9],
    ]);
    expect(await rows('select value from parameter.listed_guardian')).toEqual([["O'Neil"], ['6230001']]);
    expect(await rows('select * from parameter.shared_account_allowed')).toEqual([]);
    expect(await rows('select * from parameter.run')).toEqual([['2022-12-31', 202212]]);
  });
});
