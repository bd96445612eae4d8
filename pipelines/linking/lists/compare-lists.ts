import { Refusal } from '../../../core/errors.ts';
import { type ExportTable, exportTable } from '../../../reports/tables/export-table.ts';
import { type SheetColumn, writeWorkbook } from '../../../reports/tables/workbook.ts';
import { Warehouse } from '../../../storage/warehouse/database.ts';
import { Linker, type LinkReport } from '../linker.ts';
import type { LinkModel } from '../model.ts';
import type { PersonColumn } from './columns.ts';
import { type ListReport, readList } from './read-list.ts';

export interface CompareRequest {
  readonly left: string;
  readonly right: string;
  readonly register?: string;
  readonly leftKey?: string;
  readonly rightKey?: string;
  readonly out: string;
  readonly format: 'csv' | 'xlsx';
  readonly model?: LinkModel;
}

export interface CompareReport {
  readonly left: ListReport;
  readonly right: ListReport;
  readonly register: ListReport | null;
  readonly pairs: LinkReport['counts'];
  readonly unlinked_left: number;
  readonly unlinked_right: number;
  readonly capped_blocks: LinkReport['capped_blocks'];
  readonly out: string;
  readonly out_unlinked: string;
}

const SHOWN: readonly PersonColumn[] = [
  'name',
  'id_raw',
  'birth_raw',
  'sex',
  'township',
  'village',
  'address',
  'account',
];
const SHOWN_AS: Readonly<Partial<Record<PersonColumn, string>>> = { id_raw: 'id', birth_raw: 'birth' };

/** Links two lists person by person and writes one row for each pair, and the rows that found nobody. */
export async function compareLists(request: CompareRequest): Promise<CompareReport> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    const left = await readList(warehouse, 'left_list', request.left, request.leftKey);
    const right = await readList(warehouse, 'right_list', request.right, request.rightKey);
    const register =
      request.register === undefined
        ? null
        : await readList(warehouse, 'register_list', request.register, undefined);
    for (const list of [left, right]) if (list.rows === 0) throw emptyList(list.file);
    const linker = await Linker.open(warehouse);
    await linker.prepare({
      left: 'left_list',
      right: 'right_list',
      ...(register === null ? {} : { register: 'register_list' }),
    });
    const linked = await linker.link({
      left: 'left',
      right: 'right',
      ...(register === null ? {} : { register: 'register' }),
      ...(request.model === undefined ? {} : { model: request.model }),
    });
    const written = await write(warehouse, request);
    return { left, right, register, pairs: linked.counts, capped_blocks: linked.capped_blocks, ...written };
  } finally {
    warehouse.close();
  }
}

/** How the columns of lists are understood, before anything is compared. */
export async function lookAtLists(paths: readonly string[]): Promise<ListReport[]> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    const reports: ListReport[] = [];
    for (const path of paths) {
      const report = await readList(warehouse, 'looked_at', path, undefined);
      if (report.rows === 0) throw emptyList(report.file);
      reports.push(report);
    }
    return reports;
  } finally {
    warehouse.close();
  }
}

function emptyList(file: string): Refusal {
  return new Refusal(
    'list-empty',
    `“${file}”里没有人员行。`,
    `"${file}" has a header but no rows of people.`,
  );
}

function pairTable(): ExportTable {
  const fields = SHOWN.flatMap((column) => {
    const name = SHOWN_AS[column] ?? column;
    return [`left_list.${column} as left_${name}`, `right_list.${column} as right_${name}`];
  });
  const differs = SHOWN.map(
    (column) =>
      `case when left_list.${column} <> right_list.${column} then '${SHOWN_AS[column] ?? column}' end`,
  );
  const query = `
    select left_row, right_row, left_list.list_key as left_key, right_list.list_key as right_key, strength, basis,
        weight::varchar as weight, reason, contradictions, damaged_side, proposed_id, concat_ws(',', ${differs.join(', ')}) as differs,
        ${fields.join(', ')}
    from linking.link_pair
    inner join left_list on left_list.row_id = link_pair.left_row
    inner join right_list on right_list.row_id = link_pair.right_row
    order by left_row, right_row`;
  const text = (name: string) => ({ name, kind: 'text' as const });
  return {
    name: '配对 pairs',
    query,
    columns: [
      { name: 'left_row', kind: 'integer' },
      { name: 'right_row', kind: 'integer' },
      ...[
        'left_key',
        'right_key',
        'strength',
        'basis',
        'weight',
        'reason',
        'damaged_side',
        'proposed_id',
        'differs',
      ].map(text),
      ...SHOWN.flatMap((column) => [
        text(`left_${SHOWN_AS[column] ?? column}`),
        text(`right_${SHOWN_AS[column] ?? column}`),
      ]),
    ],
  };
}

/** An `id_conflict` is a finding about a number, not a link: its rows are still without a partner. */
function unlinkedTable(): ExportTable {
  const side = (name: 'left' | 'right') => `
    select '${name}' as side, row_id as row, list_key as key, name, id_raw as id, birth_raw as birth, township, address
    from ${name}_list where row_id not in (select ${name}_row from linking.link_pair where strength <> 'id_conflict')`;
  return {
    name: '未配对 unlinked',
    query: `${side('left')} union all ${side('right')} order by side, row`,
    columns: [
      { name: 'side', kind: 'text' },
      { name: 'row', kind: 'integer' },
      ...['key', 'name', 'id', 'birth', 'township', 'address'].map((name) => ({
        name,
        kind: 'text' as const,
      })),
    ],
  };
}

async function write(
  warehouse: Warehouse,
  { out, format }: CompareRequest,
): Promise<Pick<CompareReport, 'unlinked_left' | 'unlinked_right' | 'out' | 'out_unlinked'>> {
  const tables = [pairTable(), unlinkedTable()] as const;
  let second = out;
  if (format === 'csv') {
    second = out.replace(/(?:\.csv)?$/i, '-unlinked.csv');
    await exportTable(warehouse, tables[0], 'csv', out);
    await exportTable(warehouse, tables[1], 'csv', second);
  } else {
    const sheets = [];
    for (const { name, columns, query } of tables) {
      const rows = await warehouse.rows<Record<string, string | number | null>>(query);
      sheets.push({
        name,
        columns: columns.map(
          ({ name: header, kind }): SheetColumn => ({ header, kind, width: header === 'reason' ? 60 : 18 }),
        ),
        rows: rows.map((row) => columns.map((column) => row[column.name] ?? null)),
      });
    }
    await writeWorkbook(out, sheets);
  }
  const unlinked = await warehouse.first<{ l: number; r: number }>(
    `select count(*) filter (where side = 'left') as l, count(*) filter (where side = 'right') as r from (${tables[1].query})`,
  );
  return { unlinked_left: unlinked?.l ?? 0, unlinked_right: unlinked?.r ?? 0, out, out_unlinked: second };
}
