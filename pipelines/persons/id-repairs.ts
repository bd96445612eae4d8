import { compareKeys } from '../../core/names/compare.ts';
import { nameKey } from '../../core/names/key.ts';
import { matchesTruncated, proposeRepairs, upgradeFifteen } from '../../core/resident-id/index.ts';
import {
  BIGINT,
  ColumnWriter,
  quoteText,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';

interface Impossible {
  person_id: string;
  raw: string;
  cleaned: string;
  reason: string;
  name: string;
  born: string | null;
}

interface Registered {
  resident_id: string;
  name: string;
  row_id: number;
}

/** A name must be the same, or the same differently written, to bear out a number. */
const SAME_NAME = 6;

/**
 * Fills `canonical.id_repair`: for each impossible number on a roster the valid numbers that one repair explains and
 * that another source carries under the same name and birth date. Nothing is repaired here; a person decides.
 */
export async function proposeIdRepairs(warehouse: Warehouse): Promise<void> {
  const impossible = await warehouse.rows<Impossible>(`
    select distinct
        observation.person_id, coalesce(observation.resident_id_raw, observation.resident_id_cleaned, observation.resident_id) as raw,
        coalesce(observation.resident_id_cleaned, observation.resident_id) as cleaned,
        observation.resident_id_reason as reason, observation.name, cast(observation.born_on as varchar) as born
    from link.observation
    where observation.pays = 'pension' and observation.resident_id_reason is not null
        and observation.name is not null
    order by observation.person_id, raw`);
  if (impossible.length === 0) return;
  const candidates = impossible.map((row) => ({ row, ids: plausibleNumbers(row) }));
  const known = await lookUp(
    warehouse,
    candidates.flatMap(({ ids }) => ids.map(({ id }) => id)),
    impossible,
  );
  const writer = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR, BIGINT, VARCHAR]);
  for (const { row, ids } of candidates) {
    const name = nameKey(row.name);
    const fitting = [...ids, ...truncatedMatches(row, known)];
    const written = new Set<string>();
    for (const { id, repair } of fitting) {
      const witness = (known.get(id) ?? []).find(
        (candidate) => compareKeys(name, nameKey(candidate.name)) >= SAME_NAME,
      );
      if (!witness || written.has(id) || (row.born !== null && row.born !== birthOf(id))) continue;
      written.add(id);
      writer.add(row.person_id, row.raw, id, BigInt(witness.row_id), repair);
    }
  }
  await warehouse.appendColumns('canonical', 'id_repair', writer);
}

function plausibleNumbers(row: Impossible): { id: string; repair: string }[] {
  if (row.reason === 'fifteen-digit') {
    const id = upgradeFifteen(row.cleaned);
    return id === null ? [] : [{ id, repair: 'fifteen-upgraded' }];
  }
  return proposeRepairs(row.raw).map(({ resident_id, repair }) => ({ id: resident_id, repair }));
}

function truncatedMatches(
  row: Impossible,
  known: ReadonlyMap<string, Registered[]>,
): { id: string; repair: string }[] {
  if (row.reason !== 'excel-truncated') return [];
  return [...known.keys()]
    .filter((id) => id.startsWith(row.cleaned.slice(0, 15)) && matchesTruncated(row.raw, id))
    .map((id) => ({ id, repair: 'excel-truncated' }));
}

/** The numbers among the candidates that some other row carries as a valid number, with the names it stands with. */
async function lookUp(
  warehouse: Warehouse,
  ids: readonly string[],
  impossible: readonly Impossible[],
): Promise<Map<string, Registered[]>> {
  const writer = new ColumnWriter([VARCHAR]);
  for (const id of new Set(ids)) writer.add(id);
  await warehouse.run('create or replace table link.repair_candidate (resident_id varchar)');
  await warehouse.appendColumns('link', 'repair_candidate', writer);
  const prefixes = impossible
    .filter(({ reason }) => reason === 'excel-truncated')
    .map(({ cleaned }) => quoteText(cleaned.slice(0, 15)));
  const byPrefix =
    prefixes.length === 0 ? 'false' : `substr(observation.resident_id, 1, 15) in (${prefixes.join(', ')})`;
  const rows = await warehouse.rows<Registered>(`
    select observation.resident_id, observation.name, min(observation.first_row_id) as row_id
    from link.observation
    left join link.repair_candidate using (resident_id)
    where observation.resident_id is not null and observation.name is not null
        and observation.resident_id_reason is null
        and (repair_candidate.resident_id is not null or ${byPrefix})
    group by all
    order by all`);
  return Map.groupBy(rows, ({ resident_id }) => resident_id);
}

function birthOf(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
}
