import type { DuckDBConnection } from '@duckdb/node-api';
import Fuse from 'fuse.js';
import { z } from 'zod';
import {
  type DatedValue,
  datedValuesSchema,
  type ParameterSpec,
  type RuleDefinition,
} from '../../casework/rule-pack/definition.ts';
import { loadReservedRules, loadSharedParameters } from '../../casework/rule-pack/load.ts';
import { Refusal } from '../../core/errors.ts';
import { monthOf } from '../../core/month.ts';
import type { SettingsPart } from '../../storage/settings.ts';

/** The last month there is: a value without an end holds until then. */
export const OPEN_END = 209912;

export interface ParameterRow {
  valid_from: number;
  valid_to: number;
  value: string | number;
  basis: string;
}

export interface Parameter {
  name: string;
  title: string;
  type: ParameterSpec['type'];
  /** SQL type of the `value` column. */
  column_type: 'bigint' | 'integer' | 'varchar';
  /** The only values that it may have, as they are written; null where it is no choice. */
  choices: string[] | null;
  rows: ParameterRow[];
  /** The office's own settings replaced the pack's. */
  is_overridden: boolean;
}

/** The part of `hedui.yaml` with an office's own values, each in place of all of the pack's. */
export const parametersPart = {
  key: 'parameters',
  schema: z.record(z.string(), datedValuesSchema).default({}),
} as const satisfies SettingsPart;

/**
 * All parameters of the pack: the shared files of `dir`, each rule's own, and what the office's `hedui.yaml` puts in
 * their place. An office replaces all values of a parameter, so that no forgotten default shines through a gap.
 */
export function loadParameters(
  dir: string,
  rules: readonly RuleDefinition[],
  officeSettings: unknown = {},
): Map<string, Parameter> {
  // an office's settings are one file: those of the rules for supervision alone stand among the others
  const given = new Set(rules.map(({ rule_id }) => rule_id));
  const reserved = loadReservedRules(dir).filter(({ rule_id }) => !given.has(rule_id));
  const specs = collectSpecs(dir, [...rules, ...reserved]);
  const overrides = readOverrides(officeSettings, [...specs.keys()]);
  const parameters = new Map<string, Parameter>();
  for (const [name, spec] of [...specs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const values = overrides.get(name) ?? spec.values;
    parameters.set(name, {
      name,
      title: spec.title,
      type: spec.type,
      column_type: columnType(spec),
      choices: spec.words ? Object.keys(spec.words) : null,
      rows: rowsOf(name, spec, values),
      is_overridden: overrides.has(name),
    });
  }
  return parameters;
}

function collectSpecs(dir: string, rules: readonly RuleDefinition[]): Map<string, ParameterSpec> {
  const specs = loadSharedParameters(dir);
  for (const rule of rules) {
    for (const [name, spec] of Object.entries(rule.parameters)) {
      if (specs.has(name) || name === 'run') {
        throw new Refusal(
          'parameter-twice',
          `参数名 ${name} 出现两次（第二次在规则 ${rule.rule_id}）。参数名在整个规则包里必须唯一。`,
          `The parameter ${name} is defined twice, the second time by rule ${rule.rule_id}.`,
        );
      }
      specs.set(name, spec);
    }
  }
  for (const rule of rules) {
    for (const name of rule.uses) if (!specs.has(name)) throw unknownParameter(name, [...specs.keys()]);
  }
  return specs;
}

function readOverrides(settings: unknown, known: string[]): Map<string, DatedValue[]> {
  const checked = parametersPart.schema.safeParse(settings);
  if (!checked.success) {
    const why = z.prettifyError(checked.error);
    throw new Refusal(
      'parameter-settings',
      `hedui.yaml 的 parameters 写法不对：\n${why}`,
      `The parameters in hedui.yaml are not written as they must be:\n${why}`,
    );
  }
  for (const name of Object.keys(checked.data))
    if (!known.includes(name)) throw unknownParameter(name, known);
  return new Map(Object.entries(checked.data));
}

function unknownParameter(name: string, known: string[]): Refusal {
  const nearest = new Fuse(known, { threshold: 0.6 }).search(name)[0]?.item;
  return new Refusal(
    'parameter-unknown',
    `没有名为 ${name} 的参数。${nearest ? `最接近的是 ${nearest}。` : ''}`,
    `There is no parameter ${name}.${nearest ? ` The nearest is ${nearest}.` : ''}`,
  );
}

function columnType(spec: ParameterSpec): Parameter['column_type'] {
  const element = spec.type === 'list' ? spec.of : spec.type;
  if (element === 'fen') return 'bigint';
  return element === 'text' ? 'varchar' : 'integer';
}

function rowsOf(name: string, spec: ParameterSpec, values: readonly DatedValue[]): ParameterRow[] {
  const spans = values
    .map((value) => ({
      ...value,
      first: monthNumber(value.from),
      last: value.to ? monthNumber(value.to) : OPEN_END,
    }))
    .sort((a, b) => a.first - b.first);
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (span.last < span.first || (next && next.first <= span.last)) {
      throw new Refusal(
        'parameter-overlap',
        `参数 ${name}（${spec.title}）的时段重叠或颠倒：${span.from} 起的一段。`,
        `The periods of the parameter ${name} overlap or run backwards at the one from ${span.from}.`,
      );
    }
  }
  return spans.flatMap((span) => {
    const isList = Array.isArray(span.value);
    if (isList !== (spec.type === 'list')) throw wrongType(name, spec);
    const elements = Array.isArray(span.value) ? span.value : [span.value];
    return elements.map((element) => ({
      valid_from: span.first,
      valid_to: span.last,
      value: checkedElement(name, spec, element),
      basis: span.basis,
    }));
  });
}

function checkedElement(name: string, spec: ParameterSpec, element: string | number): string | number {
  const type = spec.type === 'list' ? spec.of : spec.type;
  if (type === 'text') {
    // digits in a list of words (account numbers above 15 digits, say) must be quoted, or YAML has already rounded them
    if (typeof element !== 'string') throw wrongType(name, spec);
    if (spec.words && !Object.hasOwn(spec.words, element)) throw wrongType(name, spec);
    return element;
  }
  if (type === 'month') {
    if (typeof element !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(element)) throw wrongType(name, spec);
    return monthNumber(element);
  }
  if (typeof element !== 'number' || element < 0) throw wrongType(name, spec);
  return element;
}

function wrongType(name: string, spec: ParameterSpec): Refusal {
  const wanted = spec.words
    ? Object.keys(spec.words).join(' | ')
    : spec.type === 'list'
      ? `list of ${spec.of}`
      : spec.type;
  return new Refusal(
    'parameter-type',
    `参数 ${name}（${spec.title}）的值类型不对，应为：${wanted}（金额以分为单位的整数，文字和账号加引号）。`,
    `The parameter ${name} has a value of the wrong kind; wanted: ${wanted} (money in whole fen, words and account numbers in quotes).`,
  );
}

function monthNumber(text: string): number {
  return Number(text.replace('-', ''));
}

/** Builds `parameter.<name>` for every parameter and `parameter.run` for the night itself. */
export async function createParameterTables(
  connection: DuckDBConnection,
  parameters: ReadonlyMap<string, Parameter>,
  run: { asOf: string },
): Promise<void> {
  const statements = ['create schema if not exists parameter'];
  for (const parameter of parameters.values()) {
    statements.push(
      `create or replace table parameter.${parameter.name} (valid_from integer not null, valid_to integer not null, ` +
        `value ${parameter.column_type} not null)`,
    );
    if (parameter.rows.length > 0) {
      const rows = parameter.rows.map((row) => `(${row.valid_from}, ${row.valid_to}, ${literal(row.value)})`);
      statements.push(`insert into parameter.${parameter.name} values ${rows.join(', ')}`);
    }
  }
  const asOfMonth = monthOf(run.asOf);
  statements.push(
    `create or replace table parameter.run as select date ${literal(run.asOf)} as as_of, ${asOfMonth}::integer as as_of_month`,
  );
  await connection.run(statements.join(';\n'));
}

/** Tables `parameter.<name>` that a rule reads. */
export function parametersIn({ sql }: Pick<RuleDefinition, 'sql'>): string[] {
  return [...sql.matchAll(/parameter\.\w+/g)].map(([name]) => name);
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
