import { existsSync } from 'node:fs';
import { IS_COUNTED } from '../../core/claim-sql.ts';
import type { Direction, Finding } from '../../core/finding.ts';
import { ColumnWriter, quoteText, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';
import { appendFindings, createFindingTable, FINDING_COLUMNS } from './finding-table.ts';

export interface RuleCount {
  rule_id: string;
  findings: number;
  new: number;
  unchanged: number;
  changed: number;
  withdrawn: number;
  /** What the rule asks for: claims of the fund, or what is owed to people where it looks for that. */
  amount_fen: number;
  /** What is owed to people, also where the rule claims for the fund and found something paid short. */
  owed_fen: number;
}

/**
 * Consumes tonight's findings and the published build; leaves `result.finding`: tonight's as new, unchanged or changed
 * against the last build of an earlier day, however often the day is run, and those that tonight's data no longer bear out
 * as withdrawn, with what they said when they were last found. `result.before` keeps what the day is compared with.
 */
export async function compareNights(
  warehouse: Warehouse,
  findings: readonly Finding[],
  caseOf: ReadonlyMap<string, string>,
  published: { path: string; as_of: string } | null,
  asOf: string,
): Promise<void> {
  await warehouse.run('create schema if not exists result');
  await warehouse.run(createFindingTable('result.found'));
  await appendFindings(warehouse, 'result', 'found', findings, caseOf);
  const last = await attachLast(warehouse, published);
  const hasGrounds = !published || (await hasColumn(warehouse, 'grounds'));
  const isSameDay = published?.as_of === asOf && (await hasBefore(warehouse));
  const goneToday = isSameDay ? 'select finding_key from last_night.result.tonight union' : '';
  await warehouse.run(`
    create table result.before as
    select finding_key, status, evidence_hash, direction, first_found_on
    from ${isSameDay ? 'last_night.result.before' : last};
    create table result.finding as
    select
        found.*,
        case
            when before.finding_key is null or before.status = 'withdrawn' then 'new'
            when before.evidence_hash = found.evidence_hash and before.direction = found.direction then 'unchanged'
            else 'changed'
        end as status,
        coalesce(case when before.status <> 'withdrawn' then before.first_found_on end, ${quoteText(asOf)}) as first_found_on,
        cast(null as varchar) as withdrawn_on
    from result.found
    left join result.before as before on before.finding_key = found.finding_key
    union all
    select
        ${FINDING_COLUMNS.map(([name]) => (name === 'grounds' && !hasGrounds ? "'[]'" : `last.${name}`)).join(', ')},
        'withdrawn' as status,
        last.first_found_on,
        coalesce(last.withdrawn_on, ${quoteText(asOf)}) as withdrawn_on
    from ${last} as last
    where last.finding_key not in (select finding_key from result.found);
    create table result.tonight as select finding_key, true as is_fresh
    from (${goneToday} select finding_key from ${last} as last where last.status <> 'withdrawn')
    where finding_key not in (select finding_key from result.found);
    drop table result.found`);
  if (published) await warehouse.run('detach last_night');
}

/** On a night that repeats the published one: names the cases that were opened only now, by a release. */
export async function nameCases(warehouse: Warehouse, caseOf: ReadonlyMap<string, string>): Promise<void> {
  await warehouse.run('create table result.case_now (finding_key varchar, case_id varchar)');
  const writer = new ColumnWriter([VARCHAR, VARCHAR]);
  for (const [findingKey, caseId] of caseOf) writer.add(findingKey, caseId);
  await warehouse.appendColumns('result', 'case_now', writer);
  await warehouse.run(`
    update result.finding set case_id = case_now.case_id
    from result.case_now
    where case_now.finding_key = finding.finding_key and finding.case_id is distinct from case_now.case_id;
    drop table result.case_now`);
}

/** Does the published build know what its own day was compared with? */
async function hasBefore(warehouse: Warehouse): Promise<boolean> {
  const found = await warehouse.first(
    "select 1 from duckdb_tables() where database_name = 'last_night' and schema_name = 'result' and table_name = 'before'",
  );
  return found !== undefined && found !== null;
}

/** Builds from before the grounds were kept have none. */
async function hasColumn(warehouse: Warehouse, name: string): Promise<boolean> {
  const found = await warehouse.first(
    `select 1 from duckdb_columns() where database_name = 'last_night' and schema_name = 'result'
       and table_name = 'finding' and column_name = ${quoteText(name)}`,
  );
  return found !== undefined && found !== null;
}

async function attachLast(warehouse: Warehouse, published: { path: string } | null): Promise<string> {
  if (published && existsSync(published.path)) {
    await warehouse.run(`attach ${quoteText(published.path)} as last_night (read_only)`);
    return 'last_night.result.finding';
  }
  const columns = FINDING_COLUMNS.map(([name, , type]) => `cast(null as ${type}) as ${name}`);
  return `(select ${columns.join(', ')}, cast(null as varchar) as status, cast(null as varchar) as first_found_on,
      cast(null as varchar) as withdrawn_on where false)`;
}

/** Per rule, in the order of the pack: how many, how many of them new, and what they come to. */
export async function countByRule(
  warehouse: Warehouse,
  rules: readonly { rule_id: string; direction: Direction }[],
): Promise<RuleCount[]> {
  const rows = await warehouse.rows<RuleCount & { claimed_fen: number }>(`
    select
        rule_id,
        count(*) filter (where status <> 'withdrawn') as findings,
        count(*) filter (where status = 'new') as "new",
        count(*) filter (where status = 'unchanged') as unchanged,
        count(*) filter (where status = 'changed') as changed,
        count(*) filter (where status = 'withdrawn' and finding_key in (select finding_key from result.tonight)) as withdrawn,
        coalesce(sum(amount_fen) filter (where status <> 'withdrawn' and direction <> 'person' and ${IS_COUNTED}), 0)::bigint as claimed_fen,
        coalesce(sum(amount_fen) filter (where status <> 'withdrawn' and direction = 'person' and ${IS_COUNTED}), 0)::bigint as owed_fen
    from result.finding
    group by rule_id`);
  const byRule = new Map(rows.map((row) => [row.rule_id, row]));
  return rules.map(({ rule_id, direction }) => {
    const row = byRule.get(rule_id);
    if (row === undefined) return { rule_id, ...NOTHING_FOUND };
    const { claimed_fen, ...counts } = row;
    return { ...counts, amount_fen: direction === 'person' ? counts.owed_fen : claimed_fen };
  });
}

const NOTHING_FOUND = {
  findings: 0,
  new: 0,
  unchanged: 0,
  changed: 0,
  withdrawn: 0,
  amount_fen: 0,
  owed_fen: 0,
} as const;
