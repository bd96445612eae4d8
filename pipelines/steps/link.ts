import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IdRepair } from '../../casework/id-repairs/id-repairs.ts';
import { currentRegion } from '../../core/resident-id/index.ts';
import { countyColumn } from '../../reading/deliveries/whose-roster.ts';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import {
  meaningColumns,
  type PlainMeanings,
  plainMeanings,
} from '../../reading/vocabularies/meaning-columns.ts';
import {
  ColumnWriter,
  quoteName,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import { runInLanes } from '../../storage/warehouse/lanes.ts';
import type { LinkReport } from '../linking/linker.ts';
import type { LinkModel } from '../linking/model.ts';
import { linkLeftovers } from '../persons/link-leftovers.ts';
import { groupNames } from '../persons/name-groups.ts';
import { buildObservations } from '../persons/observations.ts';
import { arrivedOf } from './load.ts';
import { queriesOf } from './source-queries.ts';
import { tableOf } from './staged-views.ts';

const PERSON_SQL = join(import.meta.dirname, '../../sql/matching/persons');

/**
 * Consumes `staged_row.*`; leaves `link.row_person`, the person of every staged row with strength and basis, and a view
 * `staged.<source>` per source that came, in which each row has its person.
 */
export async function link(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
  model: LinkModel | null,
  repairs: readonly IdRepair[] = [],
): Promise<LinkReport | null> {
  const report = await linkRows(warehouse, sources, model, repairs);
  await viewStaged(warehouse, await arrivedOf(warehouse, sources));
  return report;
}

/** The same without the views, for which words must be read. */
export async function linkRows(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
  model: LinkModel | null,
  repairs: readonly IdRepair[],
): Promise<LinkReport | null> {
  await buildObservations(warehouse, sources, repairs);
  await groupNames(warehouse);
  await runFile(warehouse, '10-row-key.sql');
  let report: LinkReport | null = null;
  await runInLanes(warehouse, [
    {
      ...{ reads: ['observation'], leaves: ['pair_alias'] },
      run: async (lane) => {
        report = await linkLeftovers(lane, model);
      },
    },
    {
      ...{ reads: ['observation'], leaves: ['two_numbers'] },
      run: async (lane) => {
        await writeRegions(lane);
        await runFile(lane, '15-two-numbers.sql');
      },
    },
  ]);
  await writeAliases(warehouse);
  await runFile(warehouse, '20-row-person.sql');
  return report;
}

/** A view per source in which each staged row has its person and what its words mean. */
export async function viewStaged(warehouse: Warehouse, sources: readonly SourceDefinition[]): Promise<void> {
  await warehouse.run('create schema staged');
  const plain = await plainMeanings(warehouse);
  const contested = await contestedSources(warehouse);
  for (const source of sources) {
    const table = quoteName(tableOf(source.source));
    const meanings = meaningColumns(source, 'staged_line', plain, askedOf(source));
    const county = countyColumn(source, 'staged_line');
    const person = source.names_nobody
      ? { columns: [], join: '' }
      : {
          columns: ['row_person.person_id', strengthOf(contested.has(source.source))],
          join: `inner join link.row_person on row_person.row_id = staged_line.row_id and row_person.source = ${quoteText(source.source)}`,
        };
    await warehouse.run(`
      create view staged.${table} as
      select ${[...person.columns, 'staged_line.*', ...meanings.columns, ...county.columns].join(', ')}
      from staged_row.${table} as staged_line
      ${person.join}
      ${[...meanings.joins, ...county.joins].join('\n')}`);
    if (source.is_register) await viewRegister(warehouse, source, plain);
  }
}

/** Whether any query over a source's rows asks for a column: what none asks for is not looked up for each row. */
function askedOf({ source }: SourceDefinition): (column: string) => boolean {
  const queries = queriesOf(source);
  return (column) => queries.some(({ sql }) => sql.includes(column));
}

/** Sources of which overlapping files tell a payment in two ways: whether it was made is no surer than that. */
async function contestedSources(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows<{ source: string }>('select distinct source from contested_row');
  return new Set(rows.map(({ source }) => source));
}

function strengthOf(isContested: boolean): string {
  if (!isContested) return 'row_person.match_strength';
  return `case when staged_line.row_id in (select row_id from contested_row) then 'possible' else row_person.match_strength end as match_strength`;
}

/**
 * Everybody of a register, as `staged.<source>_register`: whom no other list could mean has the person that the number makes
 * (as in sql/matching/persons/10-row-key.sql).
 */
async function viewRegister(
  warehouse: Warehouse,
  source: SourceDefinition,
  plain: PlainMeanings,
): Promise<void> {
  const table = tableOf(source.source);
  const meanings = meaningColumns(source, 'staged_line', plain, askedOf(source));
  const ofNumber =
    "'p' || lpad(to_base((md5_number_lower(staged_line.resident_id) % 131621703842267136)::bigint, 36), 11, '0')";
  await warehouse.run(`
    create view staged.${quoteName(`${table}_register`)} as
    select ${[
      `coalesce(row_person.person_id, ${ofNumber}) as person_id`,
      "coalesce(row_person.match_strength, 'confirmed') as match_strength",
      'staged_line.*',
      ...meanings.columns,
    ].join(', ')}
    from staged_row.${quoteName(table)} as staged_line
    left join link.row_person on row_person.row_id = staged_line.row_id and row_person.source = ${quoteText(source.source)}
    ${meanings.joins.join('\n')}`);
}

async function runFile(warehouse: Warehouse, name: string): Promise<void> {
  await warehouse.run(readFileSync(join(PERSON_SQL, name), 'utf8'));
}

/** Today's code of every region that occurs in a number. */
async function writeRegions(warehouse: Warehouse): Promise<void> {
  await warehouse.run('create or replace table link.region_now (code varchar, current_code varchar)');
  const codes = await warehouse.rows<{ code: string }>(
    'select distinct substr(resident_id, 1, 6) as code from link.observation where resident_id is not null',
  );
  const writer = new ColumnWriter([VARCHAR, VARCHAR]);
  for (const { code } of codes) writer.add(code, currentRegion(code) ?? code);
  await warehouse.appendColumns('link', 'region_now', writer);
}

/** Both numbers of one person lead to one person, and so do the keys that linking found to be another's. */
async function writeAliases(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create or replace table link.person_alias (alias_key varchar, person_key varchar, match_strength varchar, basis varchar);
    insert into link.person_alias
    select second_resident_id, min(first_resident_id), 'confirmed', min(basis)
    from link.two_numbers
    group by second_resident_id;
    insert into link.person_alias
    select pair_alias.alias_key, coalesce(two.person_key, pair_alias.person_key), pair_alias.match_strength, pair_alias.basis
    from link.pair_alias
    left join link.person_alias as two on two.alias_key = pair_alias.person_key
    where pair_alias.alias_key not in (select alias_key from link.person_alias)`);
}
