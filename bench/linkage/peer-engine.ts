import { estimateMixture, type Pattern } from '../../pipelines/linking/expectation.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';

export interface PeerField {
  readonly name: string;
  /** Conditions over l and r, strongest first; anything else is the last level. */
  readonly levels: readonly string[];
  readonly hasFrequency: boolean;
}

export interface PeerSet {
  readonly name: string;
  readonly target: string;
  readonly left: string;
  /** Absent: the set is searched for duplicates of itself. */
  readonly right?: string;
  readonly fields: readonly PeerField[];
  readonly blocks: readonly { readonly on: readonly string[]; readonly leaveOut: readonly string[] }[];
}

export interface PeerScore {
  readonly pairCount: number;
  readonly blockedRecall: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly bestF1: number;
}

/** Blocks, compares, estimates and scores one set by its true clusters, pair by pair. */
export async function scorePeerSet(warehouse: Warehouse, set: PeerSet): Promise<PeerScore> {
  await warehouse.run(`create table left_row as select row_number() over () as no, * from (${set.left})`);
  await warehouse.run(
    `create view right_row as ${set.right ? `select row_number() over () as no, * from (${set.right})` : 'select * from left_row'}`,
  );
  const order = set.right ? '' : 'and l.no < r.no';
  const blocked = set.blocks.map(
    ({ on }, index) =>
      `select l.no as left_no, r.no as right_no, ${1 << index} as block from left_row as l inner join right_row as r
       on ${on.map((column) => `l.${column} = r.${column}`).join(' and ')} ${order}`,
  );
  await warehouse.run(
    `create table pair as select left_no, right_no, bit_or(block)::integer as blocks from (${blocked.join(' union all ')}) group by all`,
  );
  await compare(warehouse, set, 'pair', 'level');
  await warehouse.run(
    `create table random_pair as select l.no as left_no, r.no as right_no, 0 as blocks
     from (select no from left_row using sample reservoir(800 rows) repeatable (3)) as l,
          (select no from right_row using sample reservoir(800 rows) repeatable (4)) as r where l.no <> r.no`,
  );
  await compare(warehouse, set, 'random_pair', 'random_level');
  const u = await Promise.all(set.fields.map((field) => shares(warehouse, field)));
  const m = await learn(warehouse, set, u);
  await weigh(warehouse, set, m, u, await prior(warehouse, set, m, u));
  return judge(warehouse, set);
}

async function compare(warehouse: Warehouse, set: PeerSet, pairs: string, target: string): Promise<void> {
  const levels = set.fields.map(({ name, levels: conditions }) => {
    const cases = conditions.map((condition, index) => `when ${condition} then ${index}`).join(' ');
    return `(case when l.${name} is null or r.${name} is null then -1 ${cases} else ${conditions.length} end)::tinyint as ${name}`;
  });
  await warehouse.run(
    `create table ${target} as select left_no, right_no, blocks, l.cluster = r.cluster as is_match, ${levels.join(', ')}
     from ${pairs} inner join left_row as l on l.no = left_no inner join right_row as r on r.no = right_no`,
  );
}

async function shares(warehouse: Warehouse, field: PeerField): Promise<number[]> {
  const rows = await warehouse.rows<{ level: number; n: number }>(
    `select ${field.name} as level, count(*) as n from random_level where ${field.name} >= 0 group by all`,
  );
  const total = rows.reduce((sum, row) => sum + row.n, 0);
  return [...field.levels, ''].map(
    (_, level) => ((rows.find((row) => row.level === level)?.n ?? 0) + 0.5) / (total + 1),
  );
}

async function patterns(
  warehouse: Warehouse,
  fields: readonly PeerField[],
  where: string,
): Promise<Pattern[]> {
  const names = fields.map((field) => field.name);
  const rows = await warehouse.rows<Record<string, number>>(
    `select ${names.join(', ')}, count(*) as n from level where ${where} group by all`,
  );
  return rows.map((row) => ({ levels: names.map((name) => row[name] ?? -1), count: row.n ?? 0 }));
}

async function learn(warehouse: Warehouse, set: PeerSet, u: readonly number[][]): Promise<number[][]> {
  const sums = set.fields.map((field) => ({ count: 0, m: [...field.levels, ''].map(() => 0) }));
  for (const [index, { leaveOut }] of set.blocks.entries()) {
    const active = set.fields.map((_, at) => at).filter((at) => !leaveOut.includes(set.fields[at]!.name));
    const fields = active.map((at) => set.fields[at]!);
    const found = await patterns(warehouse, fields, `blocks & ${1 << index} <> 0`);
    const start = fields.map((field) => [0.8, ...field.levels.map(() => 0.2 / field.levels.length)]);
    const mixture = estimateMixture(
      found,
      active.map((at) => u[at]!),
      { lambda: 0.3, m: start },
    );
    for (const [position, at] of active.entries()) {
      const sum = sums[at]!;
      sum.count += 1;
      for (const [level, share] of mixture.m[position]!.entries()) sum.m[level] = (sum.m[level] ?? 0) + share;
    }
  }
  return sums.map(({ count, m }) => m.map((share) => share / count));
}

/**
 * The share of matches among all pairs of the set, with m and u held: u was counted on random pairs, so the
 * prior must be theirs too, and not that of the pairs the blocks brought.
 */
async function prior(
  warehouse: Warehouse,
  set: PeerSet,
  m: readonly number[][],
  u: readonly number[][],
): Promise<number> {
  const found = await patterns(warehouse, set.fields, 'true');
  const size = await warehouse.first<{ l: number; r: number }>(
    'select (select count(*) from left_row) as l, (select count(*) from right_row) as r',
  );
  const total = ((size?.l ?? 1) * (size?.r ?? 1)) / (set.right ? 1 : 2);
  let lambda = 1e-4;
  for (let iteration = 0; iteration < 100; iteration += 1) {
    let matched = 0;
    for (const { levels, count } of found) {
      let odds = lambda / (1 - lambda);
      for (const [field, level] of levels.entries()) {
        if (level >= 0) odds *= m[field]![level]! / u[field]![level]!;
      }
      matched += count * (odds / (1 + odds));
    }
    lambda = Math.min(Math.max(matched / total, 1e-9), 0.5);
  }
  return lambda;
}

async function weigh(
  warehouse: Warehouse,
  set: PeerSet,
  m: readonly number[][],
  u: readonly number[][],
  lambda: number,
): Promise<void> {
  const bits = set.fields.map((field, at) => {
    const cases = m[at]!.map((share, level) => `when ${level} then ${Math.log2(share / u[at]![level]!)}`);
    return `(case level.${field.name} ${cases.join(' ')} else 0 end)`;
  });
  const adjusted = set.fields.flatMap((field, at) =>
    field.hasFrequency
      ? [
          `(case when level.${field.name} = 0 then log2(${u[at]![0]} / greatest(${field.name}_ratio.ratio, 0.0001)) else 0 end)`,
        ]
      : [],
  );
  for (const field of set.fields.filter(({ hasFrequency }) => hasFrequency)) {
    await warehouse.run(
      `create table ${field.name}_ratio as select ${field.name} as value,
         count(*) / (select count(${field.name}) from left_row)::double as ratio
       from left_row where ${field.name} is not null group by all`,
    );
  }
  const joins = set.fields
    .filter(({ hasFrequency }) => hasFrequency)
    .map(({ name }) => `left join ${name}_ratio on ${name}_ratio.value = l.${name}`);
  await warehouse.run(
    `create table scored as select level.is_match, ${Math.log2(lambda / (1 - lambda))} + ${[...bits, ...adjusted].join(' + ')} as weight
     from level inner join left_row as l on l.no = level.left_no ${joins.join(' ')}`,
  );
}

async function judge(warehouse: Warehouse, set: PeerSet): Promise<PeerScore> {
  const order = set.right ? '' : 'and l.no < r.no';
  const expected = await warehouse.first<{ n: number }>(
    `select count(*) as n from left_row as l inner join right_row as r on l.cluster = r.cluster ${order}`,
  );
  const curve = await warehouse.rows<{ weight: number; links: number; correct: number }>(
    `with at_weight as (
         select weight, count(*) as links, count(*) filter (where is_match) as correct from scored group by weight
     )
     select weight, (sum(links) over (order by weight desc))::bigint as links,
         (sum(correct) over (order by weight desc))::bigint as correct
     from at_weight order by weight desc`,
  );
  const n = expected?.n ?? 0;
  const f1 = (point: { links: number; correct: number }) => (2 * point.correct) / (point.links + n);
  // p >= 0.95 is 4.25 bits.
  const at = curve.findLast((point) => point.weight >= Math.log2(0.95 / 0.05)) ?? { links: 0, correct: 0 };
  const last = curve.at(-1) ?? { links: 0, correct: 0 };
  return {
    pairCount: last.links,
    blockedRecall: last.correct / n,
    precision: at.links === 0 ? 1 : at.correct / at.links,
    recall: at.correct / n,
    f1: f1(at),
    bestF1: curve.reduce((best, point) => Math.max(best, f1(point)), 0),
  };
}
