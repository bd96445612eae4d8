import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { type ExportFormat, exportTable } from '../tables/export-table.ts';
import { narrativeDocument } from './papers/narrative-document.ts';
import { summaryPage } from './papers/page.ts';
import { summaryWorkbook } from './papers/workbook.ts';
import { sectionQueries } from './sections.ts';
import type { Summary } from './summary.ts';

export interface PublishedSummary {
  folder: string;
  papers: string[];
  exports: { id: string; path: string; rows: number }[];
}

export type CsvEncoding = 'utf-8' | 'gb18030';

/** In which formats the tables are handed over beside the papers. */
export interface TableFormats {
  formats: readonly ExportFormat[];
  csv_encoding: CsvEncoding;
}

/**
 * Writes workbook, page and narrative, and every table in the formats asked for, into a folder of the period. The folder
 * appears whole or not at all; an earlier one of the same period is replaced.
 */
export async function publishSummary(
  summary: Summary,
  marts: Warehouse,
  parent: string,
  given: TableFormats,
): Promise<PublishedSummary> {
  const name = `追缴汇总-${summary.period.from}至${summary.period.to}`;
  const folder = join(parent, name);
  const draft = `${folder}.${process.pid}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    writeFileSync(join(draft, '追缴汇总.xlsx'), await summaryWorkbook(summary));
    writeFileSync(join(draft, '追缴汇总.html'), summaryPage(summary));
    writeFileSync(join(draft, '自评段落.docx'), await narrativeDocument(summary));
    writeFileSync(join(draft, '追缴汇总.json'), `${JSON.stringify(summary, null, 2)}\n`);
    const tables = await exportSections(marts, join(draft, '数据表'), given);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return {
      folder,
      papers: ['追缴汇总.xlsx', '追缴汇总.html', '自评段落.docx', '追缴汇总.json'].map((file) =>
        join(folder, file),
      ),
      exports: tables.map((table) => ({ ...table, path: table.path.replace(draft, folder) })),
    };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

async function exportSections(
  marts: Warehouse,
  folder: string,
  { formats, csv_encoding }: TableFormats,
): Promise<PublishedSummary['exports']> {
  if (formats.length === 0) return [];
  mkdirSync(folder);
  const written: PublishedSummary['exports'] = [];
  for (const { id, query, columns } of sectionQueries()) {
    const table = {
      name: id,
      columns: columns.map(({ name, kind }) => ({
        name,
        kind:
          kind === 'text' || kind === 'date' || kind === 'decimal' ? ('text' as const) : ('integer' as const),
      })),
      query: `select ${columns
        .map(({ name, kind }) => (kind === 'decimal' ? `cast(${name} as varchar) as ${name}` : name))
        .join(', ')} from (${query})`,
    };
    for (const format of formats) {
      const path = join(folder, `${id}.${format}`);
      const rows = await exportTable(marts, table, format, path);
      if (format === 'csv' && csv_encoding === 'gb18030') toGb18030(path);
      written.push({ id, path, rows });
    }
  }
  return written;
}

/** For programs that know nothing of UTF-8; the byte order mark goes, the rest holds every character. */
function toGb18030(path: string): void {
  writeFileSync(path, iconv.encode(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), 'gb18030'));
}
