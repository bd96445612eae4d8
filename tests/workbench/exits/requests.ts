import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../../../workbench/server/desk.ts';
import { type Foreign, HOME } from './elsewhere.ts';

interface Schema {
  type?: string;
  enum?: string[];
  const?: string;
  format?: string;
  anyOf?: Schema[];
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minLength?: number;
  minimum?: number;
}

export interface Operation {
  operationId: string;
  parameters?: { name: string; in: 'path' | 'query'; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** They set the night going, sign somebody out, or change what everybody sees; none of them shows a person. */
export const LEFT_OUT = /^nights\.(?:start|stop|progress)$|^session\.|^users\.|^audit\.verify$|^compare\./;

type Pool = Readonly<Record<string, readonly string[]>>;

/** What stands for a parameter of a name: things that are there, of this place and of others. */
export function pool({ ledger, workspace }: Desk, foreign: Pick<Foreign, 'cases' | 'words'>): Pool {
  const column = (sql: string) =>
    ledger.db
      .prepare(sql)
      .all()
      .map((row) => String(Object.values(row)[0]));
  const [own = ''] = column(`select case_id from case_state where township = '${HOME}' limit 1`);
  const cases = [...foreign.cases.slice(0, 2), foreign.cases.at(-1) ?? '', own];
  const days = readdirSync(workspace.reports)
    .filter((name) => /^\d{4}/.test(name))
    .slice(-1);
  return {
    case_id: cases,
    case: cases,
    batch_id: column('select batch_id from batch_state'),
    line_id: column("select line_id from bank_line where status = 'open' limit 2"),
    document_id: column(
      "select payload ->> '$.document.document_id' from event where type = 'DocumentProposed' limit 3",
    ),
    source: ['payout-roster', 'deaths'],
    as_of: days,
    paper: days.flatMap((day) =>
      readdirSync(join(workspace.reports, day)).filter((name) => /xlsx|html|txt/.test(name)),
    ),
    township: ['新哨镇'],
    text: [foreign.words[0] ?? ''],
    reason: ['为核对而查'],
    kind: ['recovery-notice', 'operations', 'views'],
    from: ['2021-01-01'],
    to: ['2023-12-31'],
    user: ['zhangmin'],
  };
}

/** Requests that try each thing of the pool and each word of a list, one after another, the rest at its first value. */
export function requestsOf(path: string, { parameters = [], requestBody }: Operation, known: Pool) {
  const inPath = parameters.filter((one) => one.in === 'path');
  const inQuery = parameters.filter(
    (one) =>
      one.in === 'query' && (one.required === true || one.name in known || valuesOf(one.schema).length > 1),
  );
  const choices = (name: string, schema: Schema): readonly string[] => {
    const listed = valuesOf(schema);
    return listed.length > 0 ? listed : (known[name] ?? [sampleText(schema)]);
  };
  const schema = requestBody?.content['application/json']?.schema;
  const addresses: string[] = [];
  const widest = Math.max(
    1,
    ...[...inPath, ...inQuery].map(({ name, schema: one }) => choices(name, one).length),
  );
  for (let turn = 0; turn < widest; turn += 1) {
    const at = (name: string, one: Schema): string => {
      const all = choices(name, one);
      return encodeURIComponent(all[Math.min(turn, all.length - 1)] ?? '');
    };
    const filled = inPath.reduce(
      (text, one) => text.replace(`{${one.name}}`, at(one.name, one.schema)),
      path,
    );
    const wanted = inQuery.filter(
      ({ required, name }) => required === true || !['township', 'text', 'from', 'to'].includes(name),
    );
    addresses.push(`${filled}?${wanted.map((one) => `${one.name}=${at(one.name, one.schema)}`).join('&')}`);
    if (inPath.length === 0)
      addresses.push(
        `${filled}?${inQuery
          .filter((one) => one.required)
          .map((one) => `${one.name}=${at(one.name, one.schema)}`)
          .join('&')}`,
      );
  }
  const bodies = schema === undefined ? [undefined] : bodiesOf(schema, known);
  return [...new Set(addresses)].flatMap((address) => bodies.map((body) => ({ address, body })));
}

function valuesOf(schema: Schema): string[] {
  if (schema.enum !== undefined) return schema.enum;
  return (schema.anyOf ?? []).flatMap(valuesOf);
}

const sampleText = (schema: Schema): string =>
  schema.type === 'integer' || schema.type === 'number'
    ? '1'
    : 'x'.repeat(Math.max(2, schema.minLength ?? 0));

function bodiesOf(schema: Schema, known: Pool): unknown[] {
  const plain = [0, 1].map((turn) => sample(schema, '', known, turn, false));
  return [...plain, sample(schema, '', known, 0, true)];
}

/** A value of a shape; `isFull` also fills what may be left out. */
function sample(schema: Schema, name: string, known: Pool, turn: number, isFull: boolean): unknown {
  const [one] = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  if (one !== undefined) return sample(one, name, known, turn, isFull);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[Math.min(turn, schema.enum.length - 1)];
  if (schema.type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(
      ([key]) => isFull || schema.required?.includes(key),
    );
    return Object.fromEntries(wanted.map(([key, inner]) => [key, sample(inner, key, known, turn, isFull)]));
  }
  if (schema.type === 'array') return [sample(schema.items ?? {}, name, known, turn, isFull)];
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return true;
  return known[name]?.[turn] ?? known[name]?.[0] ?? sampleText(schema);
}
