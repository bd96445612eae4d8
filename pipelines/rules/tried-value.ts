import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { addMonths, isMonth } from '../../core/month.ts';
import type { Parameter, ParameterRow } from './parameters.ts';

export interface TriedValue {
  after: Parameter;
  /** The months whose value is another. */
  span: { from: number; to: number; was: (string | number)[]; is: (string | number)[] };
}

/**
 * Reads `name=value`, or `name@2023-01=value` for the months from then on: a parameter with another value for one period, which is
 * cut in two where the month lies within it. Without a month it is the whole period of the night's day. Several values of a
 * list stand apart by commas.
 */
export function withValue(
  rule: RuleDefinition,
  parameters: ReadonlyMap<string, Parameter>,
  change: string,
  asOf: string,
): TriedValue {
  const [, name = '', from, text = ''] = /^(\w+)(?:@(\d{4}-\d{2}))?=(.*)$/s.exec(change) ?? [];
  const before = parameters.get(name);
  const known = [...Object.keys(rule.parameters), ...rule.uses];
  if (!before || !known.includes(name)) throw unknown(name === '' ? change : name, known);
  const month = Number((from ?? asOf.slice(0, 7)).replace('-', ''));
  const period = before.rows.find(({ valid_from, valid_to }) => valid_from <= month && month <= valid_to);
  if (!period) throw noPeriod(before, from ?? asOf.slice(0, 7));
  const begins = from === undefined ? period.valid_from : month;
  const values = before.type === 'list' ? text.split(',').map((part) => part.trim()) : [text.trim()];
  const fresh = values
    .filter((value) => value !== '' || before.type !== 'list')
    .map(
      (value): ParameterRow => ({
        ...period,
        valid_from: begins,
        value: readValue(before, value),
        basis: '试算',
      }),
    );
  const own = before.rows.filter(({ valid_from }) => valid_from === period.valid_from);
  const rest = before.rows.filter(({ valid_from }) => valid_from !== period.valid_from);
  const until =
    begins === period.valid_from ? [] : own.map((row) => ({ ...row, valid_to: addMonths(begins, -1) }));
  const rows = [...rest, ...until, ...fresh].sort((one, other) => one.valid_from - other.valid_from);
  const [was, is] = [own, fresh].map((some) => some.map(({ value }) => value));
  return {
    after: { ...before, rows },
    span: { from: begins, to: period.valid_to, was: was ?? [], is: is ?? [] },
  };
}

function readValue(parameter: Parameter, text: string): string | number {
  if (parameter.column_type === 'varchar') {
    if (text !== '' && (parameter.choices?.includes(text) ?? true)) return text;
    throw wrongValue(parameter, text);
  }
  const number = parameter.type === 'month' ? Number(text.replace('-', '')) : Number(text);
  if (parameter.type === 'month' && !isMonth(number)) throw wrongValue(parameter, text);
  if (text === '' || !Number.isSafeInteger(number) || number < 0) throw wrongValue(parameter, text);
  return number;
}

function unknown(name: string, known: readonly string[]): Refusal {
  return new Refusal(
    'parameter-unknown',
    `这条规则没有名为 ${name} 的参数。它的参数：${known.join('、') || '无'}。`,
    `The rule has no parameter ${name}. It has: ${known.join(', ') || 'none'}.`,
    EXIT.usage,
  );
}

function noPeriod({ name, title }: Parameter, month: string): Refusal {
  return new Refusal(
    'parameter-period',
    `参数 ${name}（${title}）在 ${month} 没有值。`,
    `The parameter ${name} has no value in ${month}.`,
    EXIT.usage,
  );
}

const WANTED: Record<Parameter['type'], [zh: string, en: string]> = {
  fen: ['以分为单位的整数', 'a whole number of fen'],
  integer: ['整数', 'a whole number'],
  month: ['月份，如 2022-07', 'a month such as 2022-07'],
  text: ['文字', 'a word'],
  list: ['用逗号隔开的值', 'values that stand apart by commas'],
};

function wrongValue({ name, title, type, choices }: Parameter, text: string): Refusal {
  const [zh, en] = choices ? [choices.join('、'), `one of ${choices.join(', ')}`] : WANTED[type];
  return new Refusal(
    'parameter-type',
    `参数 ${name}（${title}）不能是“${text}”，应为${zh}。`,
    `The parameter ${name} cannot be "${text}"; it must be ${en}.`,
    EXIT.usage,
  );
}
