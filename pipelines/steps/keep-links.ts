import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { toldParts } from '../persons/observations.ts';
import { SEARCH_PATH } from './write-build.ts';

/** People of whom there is something to explain: a finding, an answered lead, a row put down to them by more than an equal number. */
const toldOf = (rows: string): string => `
    select person_id from result.finding
    union
    select person_id from canonical.suspect_item
    union
    select person_id from ${rows} where basis <> 'own'`;

/**
 * Leaves in the build `link.row_of_person`, which row is whose, from which a later night finds the rows of those whom this one explains nothing
 * of: rows that tell the same are told once there, too.
 */
export async function keepWhose(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create schema build.link;
    create table build.link.row_told as select row_id, told_row_id from link.told_row;
    create table build.link.told_person (told_row_id bigint, person_id varchar using compression 'uncompressed');
    insert into build.link.told_person select row_id, person_id from link.observation;

    -- a view that is to be read where it is must name no database
    set search_path = 'build.main';
    create view link.row_of_person as
    select told_person.person_id, row_told.row_id
    from link.row_told
    inner join link.told_person on told_person.told_row_id = row_told.told_row_id;
    ${SEARCH_PATH}`);
}

/** Consumes tonight's links and findings; leaves `link.person_row`, every row of the people of whom there is something to explain. */
export async function keepLinks(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create table link.person_row as
    with told_of as (${toldOf('link.observation')})
    select
        told_row.row_id, told.person_id, told.source, coalesce(told.resident_id_raw, told.resident_id) as resident_id_raw,
        coalesce(told.name_raw, told.name) as name_raw, told.match_strength, told.basis
    from (select * from link.observation semi join told_of using (person_id)) as told
    inner join link.told_row on told_row.told_row_id = told.row_id`);
}

/**
 * The same on a night that links nobody anew: whose rows are not yet among those of the published build is looked up in
 * the staged rows. Whoever has a row put down to them by more than an equal number is always among them.
 */
export async function keepLinksAgain(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
): Promise<void> {
  await warehouse.run(`
    create temp table kept_row as select * from link.person_row;
    create temp table told_of as ${toldOf('kept_row')};
    create temp table wanted_row as
    select row_id, person_id from link.row_of_person
    semi join told_of using (person_id)
    anti join kept_row using (person_id);
    create or replace table link.person_row as select kept_row.* from kept_row semi join told_of using (person_id)`);
  const wanted = await warehouse.first<{ n: number }>('select count(*) as n from wanted_row');
  if (!wanted?.n) return;
  const parts = await toldParts(warehouse, sources);
  await warehouse.run(`
    insert into link.person_row
    select told.row_id, wanted_row.person_id, told.source, coalesce(told.resident_id_raw, told.resident_id),
        coalesce(told.name_raw, told.name), 'confirmed', 'own'
    from (${parts.map(({ sql }) => sql).join('\nunion all\n')}) as told
    inner join wanted_row on wanted_row.row_id = told.row_id`);
}
