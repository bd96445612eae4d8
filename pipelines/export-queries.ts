import { join } from 'node:path';
import { z } from 'zod';
import { fileNoSql, rowNoSql } from '../core/row-number.ts';
import { readYamlFile } from '../core/yaml-file.ts';
import { loadSources } from '../reading/sources/load-sources.ts';
import type { ExportColumn, ExportTable, ExportWords } from '../reports/tables/export-table.ts';

const text = (...names: string[]): ExportColumn[] => names.map((name) => ({ name, kind: 'text' }));
const integer = (...names: string[]): ExportColumn[] => names.map((name) => ({ name, kind: 'integer' }));

function table(name: string, columns: ExportColumn[], from: string): ExportTable {
  const list = columns.map((column) =>
    column.kind === 'text' ? `cast(${column.name} as varchar) as ${column.name}` : column.name,
  );
  return { name, columns, query: `select ${list.join(', ')} from ${from}` };
}

/** What `export` can write, by the word a person types; of an older build that keeps no grounds, findings with none. */
export function exportQueries({ hasGrounds } = { hasGrounds: true }): Map<string, ExportTable> {
  const tables = [
    table(
      'findings',
      [
        ...text(
          'finding_id',
          'rule_id',
          'rule_version',
          'title',
          'direction',
          'case_id',
          'person_id',
          'resident_id',
          'name',
          'township',
          'village',
        ),
        ...integer('amount_fen', 'months', 'first_month', 'last_month'),
        ...text(
          'match_strength',
          'status',
          'first_found_on',
          'withdrawn_on',
          'reason',
          'facts',
          'lines',
          'evidence',
          'grounds',
        ),
      ],
      `${hasGrounds ? 'result.finding' : "(select *, '[]' as grounds from result.finding)"} order by rule_id, finding_key`,
    ),
    table(
      'leads',
      [
        ...text('batch', 'item_no', 'file'),
        ...integer('row_no'),
        ...text('resident_id', 'name', 'suspicion', 'answer', 'finding_ids'),
        ...integer('amount_fen'),
        ...text('explanation', 'answer_due_on', 'person_id', 'match_strength'),
      ],
      'result.lead order by file, row_no',
    ),
    table(
      'refused',
      [...text('file', 'sheet'), ...integer('row_no'), ...text('code', 'zh', 'en', 'cells')],
      'refused order by file, sheet, row_no',
    ),
    table(
      'ignored',
      [...text('file', 'sheet'), ...integer('row_no'), ...text('kind', 'text')],
      'ignored order by file, sheet, row_no',
    ),
    table(
      'files',
      [
        ...text('name', 'hash', 'source', 'status', 'received_at'),
        ...integer('received', 'used', 'refused', 'ignored'),
        ...text('zh', 'en'),
      ],
      'file order by name',
    ),
    table(
      'links',
      [
        ...text('person_id', 'source', 'file'),
        ...integer('row_no'),
        ...text('resident_id_raw', 'name', 'match_strength', 'basis'),
      ],
      `(select person_row.person_id, person_row.source, file.name as file, ${rowNoSql('person_row.row_id')} as row_no,
          person_row.resident_id_raw, person_row.name_raw as name, person_row.match_strength, person_row.basis
        from link.person_row
        inner join file on file.file_no = ${fileNoSql('person_row.row_id')})
       order by person_id, file, row_no`,
    ),
    table(
      'payments',
      [
        ...text('line_id', 'person_id'),
        ...integer('month', 'paid_month', 'amount_fen'),
        ...text('state', 'is_settled', 'is_arrears', 'account_no', 'match_strength'),
      ],
      'canonical.benefit_payment order by person_id, month, line_id',
    ),
  ];
  const words = exportWords();
  return new Map(tables.map((one) => [one.name, { ...one, words }]));
}

const wordsSchema = z.strictObject({
  columns: z.record(z.string(), z.string().min(1)),
  words: z.record(z.string(), z.record(z.string(), z.string().min(1))),
});

/** What a workbook calls columns and codes; sources are called what their own folders say. */
export function exportWords(): ExportWords {
  const { columns, words } = wordsSchema.parse(readYamlFile(join(import.meta.dirname, 'export-words.yaml')));
  const source = Object.fromEntries(loadSources().map((one) => [one.source, one.title]));
  return { columns, words: { ...words, source } };
}
