import type { ParameterWords, RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { stableJson } from '../../core/hash.ts';
import { addMonths } from '../../core/month.ts';
import { type RuleParameter, readDefinition } from '../../explanation/rule-catalogue.ts';
import { quoteName, type Warehouse } from '../../storage/warehouse/database.ts';
import { OPEN_END } from '../rules/parameters.ts';

/** A rule as a night asked it: its text, and the values it read. */
export interface AskedRule {
  rule: RuleDefinition;
  parameters: RuleParameter[];
}

/** Every rule that counted on a night, as it was then; `attached`: under which name its build is attached, where it is. */
export async function rulesAsked(
  warehouse: Warehouse,
  attached: string | null,
): Promise<Map<string, AskedRule>> {
  const rows = await warehouse.rows<{ rule_id: string; definition: string; parameters: string; sql: string }>(
    `select rule_id, definition, parameters, sql from ${attached === null ? '' : `${attached}.`}result.rule`,
  );
  return new Map(
    rows.map(({ rule_id, definition, parameters, sql }) => [
      rule_id,
      {
        rule: { ...readDefinition(rule_id, definition), rule_id, sql, folder: '' },
        parameters: JSON.parse(parameters) as RuleParameter[],
      },
    ]),
  );
}

/** Whether two texts may find different things in the same data. */
export function isOtherText({ rule: one }: AskedRule, { rule: other }: AskedRule): boolean {
  const asks = ({ sql, line_of, direction, needs, absence_of, kept_back, counts }: RuleDefinition): string =>
    stableJson([sql, line_of, direction, needs, absence_of, kept_back, counts ?? null]);
  return one.version !== other.version || asks(one) !== asks(other);
}

/** Whether the day for which a night is run is part of the question. */
export function asksTheDay({ rule }: AskedRule): boolean {
  return rule.absence_of.length > 0 || /\bparameter\.run\b/.test(rule.sql);
}

/** A parameter of which two nights knew different values, by the month from which each holds. */
export interface OtherValue {
  name: string;
  title: string;
  english: string;
  type: string;
  words: ParameterWords;
  spans: { from: number; to: number; was: (string | number)[]; is: (string | number)[] }[];
}

/** The values of a rule in which two nights differ, over the spans of months in which they do. */
export function otherValues(earlier: AskedRule, later: AskedRule): OtherValue[] {
  const before = new Map(earlier.parameters.map((one) => [one.name, one]));
  return later.parameters.flatMap((now) => {
    const was = before.get(now.name)?.rows ?? [];
    const starts = [...was, ...now.rows].flatMap(({ valid_from, valid_to }) => [
      valid_from,
      addMonths(valid_to, 1),
    ]);
    const edges = [...new Set(starts)].sort((one, other) => one - other);
    const spans = edges.flatMap((from, index) => {
      const next = edges[index + 1];
      const to = next === undefined ? OPEN_END : addMonths(next, -1);
      const [old, fresh] = [valuesIn(was, from), valuesIn(now.rows, from)];
      return stableJson(old) === stableJson(fresh) ? [] : [{ from, to, was: old, is: fresh }];
    });
    const { name, title, english, type } = now;
    return spans.length === 0
      ? []
      : [{ name, title, english, type, words: later.rule.parameters[name]?.words, spans }];
  });
}

function valuesIn(rows: RuleParameter['rows'], month: number): (string | number)[] {
  return rows
    .filter(({ valid_from, valid_to }) => valid_from <= month && month <= valid_to)
    .map(({ value }) => value)
    .sort();
}

/** Lays out `parameter.*` as two nights had it: the values of one, the day of one; what only the other knows, of the other. */
export async function layParameters(
  warehouse: Warehouse,
  { values, day }: { values: 'earlier' | 'later'; day: 'earlier' | 'later' },
): Promise<void> {
  await warehouse.run('drop schema if exists parameter cascade; create schema parameter');
  const tables = await warehouse.rows<{ night: 'earlier' | 'later'; name: string }>(
    "select database_name as night, table_name as name from duckdb_tables() where schema_name = 'parameter'",
  );
  for (const [name, own] of Map.groupBy(tables, (one) => one.name)) {
    const wanted = name === 'run' ? day : values;
    const night = own.some((one) => one.night === wanted) ? wanted : own[0]?.night;
    await warehouse.run(
      `create table parameter.${quoteName(name)} as from ${night}.parameter.${quoteName(name)}`,
    );
  }
}
