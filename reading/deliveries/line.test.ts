import { expect, test } from 'vitest';
import { sharedFields } from './line.ts';

type Keyed = Parameters<typeof sharedFields>[0];

const field = (type: string): never => ({ type }) as never;
const KEY = ['month', 'total_fen', 'basic_fen', 'account_no', 'place'];

const roster: Keyed = {
  period_field: 'month',
  any_of: [['month', 'paid_month']],
  line_key: KEY,
  line_parts: ['basic_fen'],
  fields: {
    month: field('month'),
    paid_month: field('month'),
    total_fen: field('money'),
    basic_fen: field('money'),
    account_no: field('account'),
    place: field('text'),
  },
};

const bits = (...fields: readonly string[]): number =>
  fields.reduce((sum, one) => sum + 2 ** KEY.indexOf(one), 0);
const compared = (one: readonly string[], other: readonly string[]): string[] => {
  const shared = sharedFields(roster, bits('month', ...one), bits('month', ...other));
  return KEY.filter((_field, index) => (shared & (2 ** index)) !== 0);
};

test('lines of two files are compared by what both fill, and always by month and county', () => {
  expect(compared(['total_fen', 'account_no'], ['total_fen', 'basic_fen'])).toEqual([
    'month',
    'total_fen',
    'place',
  ]);
  expect(compared(['total_fen', 'account_no'], ['total_fen', 'account_no'])).toEqual([
    'month',
    'total_fen',
    'account_no',
    'place',
  ]);
});

test('without an amount in both no line is the same', () => {
  expect(compared(['total_fen'], ['account_no'])).toEqual(KEY);
});

test('the basic part alone makes no line the same while one of the files says what was paid', () => {
  expect(compared(['total_fen', 'basic_fen'], ['basic_fen'])).toEqual(KEY);
  expect(compared(['basic_fen', 'account_no'], ['basic_fen'])).toEqual(['month', 'basic_fen', 'place']);
});

test('of lists of events that share no day no line is the same', () => {
  const grants: Keyed = {
    period_field: 'paid_on',
    any_of: [],
    line_key: ['paid_on', 'amount_fen', 'state'],
    line_parts: [],
    fields: { paid_on: field('date'), amount_fen: field('money'), state: field('text') },
  };
  expect(sharedFields(grants, 0b011, 0b010)).toBe(0b111);
  expect(sharedFields(grants, 0b011, 0b111)).toBe(0b011);
});
