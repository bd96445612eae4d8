import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { explainDiskFull } from '../../storage/disk-full.ts';
import { hashOfFile } from '../../storage/folder-seal.ts';
import { withLock } from '../../storage/lock.ts';
import { damagedBuild, isBuildWhole, openPublished } from '../../storage/warehouse/builds.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import type { Workspace } from '../../storage/workspace.ts';
import {
  FOLDER,
  FORMAT,
  MANIFEST,
  type Manifest,
  manifestText,
  type PublishedTable,
  readManifest,
  refuseNoFolder,
} from './manifest.ts';
import type { NumberKey } from './number-key.ts';
import { NUMBER_COLUMNS, publishedTables } from './published-tables.ts';

export interface PublishRequest {
  workspace: Workspace;
  /** The folder of this county, at the office or on a share; it must be there. */
  out: string;
  county: Manifest['county'];
  /** Puts the province's keyed hash in the place of every number; null leaves them as they are. */
  key: NumberKey | null;
  now: () => string;
  /** Enters what is about to leave. */
  letOut: (detail: { run: number; county: string; numbers: 'plain' | 'keyed' }) => void;
}

/**
 * Writes what the rules read of the published night into a new folder of `out`, and names it there last, in one rename: whoever
 * looks reads the publication before this one, whole, or this one. That before stays until the next, for those who are reading it.
 */
export async function publish(request: PublishRequest): Promise<Manifest> {
  const { workspace, out, county, key, now, letOut } = request;
  refuseNoFolder(out);
  const { build, warehouse } = await openPublished(workspace.builds);
  try {
    if (!isBuildWhole(workspace.builds, build)) throw damagedBuild(build);
    const asOf = await dayOf(warehouse);
    if (asOf === null) throw new Error(`build ${build} does not say of which day it is`);
    return await withLock(join(workspace.home, 'publish.lock'), async () => {
      const before = readBefore(out);
      refuseOther(out, before, { county, as_of: asOf });
      letOut({ run: build, county: county.name, numbers: key === null ? 'plain' : 'keyed' });
      const published_at = now();
      const folder = `night-${build}-${Buffer.from(crypto.getRandomValues(new Uint8Array(4))).toString('hex')}`;
      try {
        clearUnnamed(out, before);
        mkdirSync(join(out, folder));
        const said: Manifest = {
          format: FORMAT,
          county,
          run: build,
          as_of: asOf,
          published_at,
          folder,
          key: key?.name ?? null,
          tables: await writeTables(warehouse, join(out, folder), key),
          ...(await describeNight(warehouse)),
        };
        writeFileAtomically(join(out, MANIFEST), manifestText(said));
        return said;
      } catch (error) {
        rmSync(join(out, folder), { recursive: true, force: true });
        throw explainDiskFull(error, () => publishedOnFullDisk(out));
      }
    });
  } finally {
    warehouse.close();
  }
}

/** What lies there; a manifest that is not whole is no publication, and is replaced. */
function readBefore(out: string): Manifest | null {
  try {
    return readManifest(out);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'publication-broken') return null;
    throw error;
  }
}

function refuseOther(out: string, before: Manifest | null, now: Pick<Manifest, 'county' | 'as_of'>): void {
  if (before === null) return;
  if (before.county.code !== now.county.code) {
    throw new Refusal(
      'publication-of-another',
      `${out} 里是${before.county.name}的发布，${now.county.name}不能覆盖它。每个县用各自的文件夹。`,
      `${out} holds the publication of ${before.county.name}; ${now.county.name} may not replace it. Each county has a folder of its own.`,
    );
  }
  if (before.as_of > now.as_of) {
    throw new Refusal(
      'publication-older',
      `${out} 里已有 ${before.as_of} 的发布，比本次的 ${now.as_of} 新，没有覆盖。`,
      `${out} already holds the publication as of ${before.as_of}, later than this one as of ${now.as_of}; it was not replaced.`,
    );
  }
}

/** Folders of publications that were never finished, or that two newer ones have followed. */
function clearUnnamed(out: string, before: Manifest | null): void {
  for (const name of readdirSync(out)) {
    if (FOLDER.test(name) && name !== before?.folder)
      rmSync(join(out, name), { recursive: true, force: true });
  }
}

/** Writes every published table of a warehouse into a folder. */
export async function writeTables(
  warehouse: Warehouse,
  folder: string,
  key: NumberKey | null,
): Promise<PublishedTable[]> {
  if (key !== null) warehouse.registerTextFunction('keyed_number', key.of);
  const parameters = await warehouse.rows<{ name: string }>(
    "select table_name as name from duckdb_tables() where schema_name = 'parameter' order by 1",
  );
  const tables: PublishedTable[] = [];
  for (const name of publishedTables())
    tables.push(await writeTable(warehouse, folder, `canonical.${name}`, key));
  for (const { name } of parameters)
    tables.push(await writeTable(warehouse, folder, `parameter.${name}`, key));
  return tables;
}

async function writeTable(
  warehouse: Warehouse,
  folder: string,
  table: string,
  key: NumberKey | null,
): Promise<PublishedTable> {
  const file = `${table}.parquet`;
  const path = join(folder, file);
  const columns = (
    await warehouse.rows<{ column_name: string; column_type: string }>(`describe ${table}`)
  ).map(({ column_name: name, column_type: type }) => ({ name, type }));
  const kept = columns.map(({ name, type }) =>
    key !== null && type === 'VARCHAR'
      ? `${withoutNumber(table, name)} as ${quoteName(name)}`
      : quoteName(name),
  );
  await warehouse.run(
    `copy (select ${kept.join(', ')} from ${table}) to ${quoteText(path)} (format parquet, compression zstd)`,
  );
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  const money = columns.filter(({ name, type }) => name.endsWith('_fen') && type === 'BIGINT');
  const sums = money.map(({ name }) => `coalesce(sum(${quoteName(name)}), 0)::bigint as ${quoteName(name)}`);
  const { row_count: rows = 0, ...totals_fen } =
    (await warehouse.first<Record<string, number>>(
      `select ${['count(*) as row_count', ...sums].join(', ')} from read_parquet(${quoteText(path)})`,
    )) ?? {};
  return { table, file, rows, bytes: statSync(path).size, sha256: hashOfFile(path), columns, totals_fen };
}

/** A number that stands among other words is blotted out: nobody could match it, and anybody could read it. */
const LONG_NUMBER = '[0-9０-９]{14,}[0-9０-９XxＸｘ]';

function withoutNumber(table: string, column: string): string {
  const name = quoteName(column);
  if (NUMBER_COLUMNS.has(column)) return `keyed_number(${name})`;
  if (table.startsWith('parameter.') && column === 'value')
    return `case when regexp_full_match(${name}, '[0-9Xx -]{6,}') then keyed_number(${name}) else ${name} end`;
  return `regexp_replace(${name}, '${LONG_NUMBER}', '※', 'g')`;
}

async function describeNight(
  warehouse: Warehouse,
): Promise<Pick<Manifest, 'sources' | 'rules' | 'claimed_fen'>> {
  const sources = await warehouse.rows<Manifest['sources'][number]>(`
    select coverage.source, coalesce(source.title, coverage.source) as title, coverage.row_count as rows,
        coverage.first_month, coverage.last_month, source.data_until
    from canonical.source_coverage as coverage
    left join result.source as source on source.source = coverage.source
    order by coverage.source`);
  const rules = await warehouse.rows<Manifest['rules'][number]>(`
    select rule.rule_id, rule.version, count(finding.finding_no) as findings,
        count(distinct finding.person_id) as people, coalesce(sum(finding.amount_fen), 0)::bigint as amount_fen
    from result.rule as rule
    left join detection.finding as finding on finding.rule_id = rule.rule_id
    group by rule.rule_id, rule.version
    order by rule.rule_id`);
  const claimed = await warehouse.first<{ fen: number }>(
    'select coalesce(sum(amount_fen), 0)::bigint as fen from detection.claim_line',
  );
  return { sources, rules, claimed_fen: claimed?.fen ?? 0 };
}

function publishedOnFullDisk(out: string): Refusal {
  return new Refusal(
    'disk-full',
    `磁盘已满，没有发布：${out}。上一次的发布仍然完整可读。请腾出空间后再运行 publish。`,
    `The disk is full and nothing was published: ${out}. The publication before is whole and can be read. Free some space and run publish again.`,
  );
}
