import type { Warehouse } from '../../storage/warehouse/database.ts';
import { estimateMixture, type Pattern } from './expectation.ts';
import { type Field, LINK_FIELDS, type LinkModel } from './model.ts';
import { sqlStep } from './sql-steps.ts';

/** Each session looks at the pairs one blocking rule brings and leaves that rule's fields out. */
const SESSIONS: readonly { readonly rule: number; readonly fields: readonly Field[] }[] = [
  { rule: 0, fields: ['name', 'place'] },
  { rule: 1, fields: ['name', 'place'] },
  { rule: 3, fields: ['number', 'place', 'sex'] },
  { rule: 8, fields: ['number', 'birth', 'sex'] },
];

/** Fewer pairs than this in a session say nothing about rare levels. */
const SESSION_MINIMUM = 200;
const RANDOM_ROWS = 1200;

/** No disagreement proves two people: one wrong entry in two thousand is always possible. */
const LEAST_M = 0.0005;

/**
 * Learns a model from the sides last linked: u from random pairs, m from one session for each blocking rule,
 * averaged. Levels never seen keep a small share, and what could not be learned stays as in `base`.
 */
export async function learnModel(warehouse: Warehouse, base: LinkModel, version: string): Promise<LinkModel> {
  const u = await countRandomPairs(warehouse);
  const learned = new Map<Field, number[][]>();
  for (const { rule, fields } of SESSIONS) {
    const session = await runSession(warehouse, rule, fields, base, u);
    if (session === null) continue;
    for (const [index, field] of fields.entries()) {
      const m = session.m[index];
      if (m !== undefined) learned.set(field, [...(learned.get(field) ?? []), [...m]]);
    }
  }
  const fields = { ...base.fields };
  for (const field of LINK_FIELDS) {
    const estimates = learned.get(field);
    const levels = levelsOf(base, field);
    fields[field] = Object.fromEntries(
      levels.map((level, index) => {
        const known = base.fields[field][level]!;
        const m = estimates === undefined ? known.m : mean(estimates.map((estimate) => estimate[index] ?? 0));
        return [level, { m: clamp(Math.max(m, LEAST_M)), u: clamp(u.get(field)?.[index] ?? known.u) }];
      }),
    );
  }
  return { ...base, version, fields };
}

async function countRandomPairs(warehouse: Warehouse): Promise<Map<Field, number[]>> {
  await warehouse.run(
    `create or replace table linking.random_candidate as
     select l.row_id as left_row, r.row_id as right_row, 0 as blocks
     from (select row_id from linking.left_person using sample reservoir(${RANDOM_ROWS} rows) repeatable (7)) as l,
          (select row_id from linking.right_person using sample reservoir(${RANDOM_ROWS} rows) repeatable (11)) as r`,
  );
  await warehouse.run(sqlStep('60-level', { candidates: 'random_candidate', target: 'random_level' }));
  const counted = new Map<Field, number[]>();
  for (const field of LINK_FIELDS) {
    // Whole families are paid into one account: strangers that share one are not among random pairs.
    if (field === 'contact') continue;
    // Two rows of one person are among the random pairs too; they would make their level look common.
    const rows = await warehouse.rows<{ level: number; n: number }>(
      `select ${field}_level as level, count(*) as n from linking.random_level
       where number_level <> 8 group by all`,
    );
    const levels = KNOWN_LEVELS[field];
    const usable = rows.filter((row) => levels.includes(String(row.level)));
    const total = usable.reduce((sum, row) => sum + row.n, 0);
    if (total < 1000) continue;
    counted.set(
      field,
      levels.map((level) => ((usable.find((row) => String(row.level) === level)?.n ?? 0) + 0.1) / total),
    );
  }
  return counted;
}

const KNOWN_LEVELS: Readonly<Record<Field, readonly string[]>> = {
  name: ['7', '6', '5', '4', '3', '2', '1', '0'],
  number: ['8', '7', '6', '5', '4', '3', '1', '0', '-4'],
  birth: ['5', '4', '3', '2', '1', '0'],
  sex: ['1', '0'],
  place: ['2', '1', '0'],
  contact: ['1', '0'],
};

function levelsOf(model: LinkModel, field: Field): string[] {
  return KNOWN_LEVELS[field].filter((level) => model.fields[field][level] !== undefined);
}

async function runSession(
  warehouse: Warehouse,
  rule: number,
  fields: readonly Field[],
  base: LinkModel,
  counted: ReadonlyMap<Field, number[]>,
): Promise<{ m: readonly (readonly number[])[] } | null> {
  const columns = fields.map((field) => `${field}_level`);
  const rows = await warehouse.rows<Record<string, number>>(
    `select ${columns.join(', ')}, count(*) as n from linking.level
     where blocks & ${1 << rule} <> 0 group by all`,
  );
  const patterns: Pattern[] = rows.map((row) => ({
    levels: fields.map((field, index) => levelsOf(base, field).indexOf(String(row[columns[index]!]))),
    count: row.n ?? 0,
  }));
  if (patterns.reduce((sum, pattern) => sum + pattern.count, 0) < SESSION_MINIMUM) return null;
  const u = fields.map((field) =>
    levelsOf(base, field).map((level, index) => counted.get(field)?.[index] ?? base.fields[field][level]!.u),
  );
  const m = fields.map((field) => levelsOf(base, field).map((level) => base.fields[field][level]!.m));
  return estimateMixture(patterns, u, { lambda: 0.5, m });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function clamp(share: number): number {
  return Number(Math.min(Math.max(share, 1e-7), 1).toPrecision(4));
}
