import type { Warehouse } from '../../storage/warehouse/database.ts';
import type { Kind, Section, SectionCell, SectionColumn, SectionShape } from './section.ts';
import { RECOVERY_TABLES } from './section-shapes/recovery.ts';
import { REGISTER_TABLES } from './section-shapes/registers.ts';
import { WHOLE_OFFICE_TABLES } from './section-shapes/whole-office.ts';

const SHAPES: readonly SectionShape[] = [...RECOVERY_TABLES, ...REGISTER_TABLES, ...WHOLE_OFFICE_TABLES];

/** Reads every table of the summary from the marts. */
export async function readSections(warehouse: Warehouse): Promise<Section[]> {
  const sections: Section[] = [];
  for (const { query, distinct = {}, hasTotal = false, note = '', chart = null, ...shape } of SHAPES) {
    const found = await warehouse.rows<Record<string, SectionCell>>(query);
    const rows = found.map((row) => shape.columns.map(({ name, kind }) => cellOf(row[name] ?? null, kind)));
    const total =
      hasTotal && rows.length > 0 ? await totalRow(warehouse, shape.columns, rows, distinct) : null;
    const once = total === null ? '' : countedOnce(shape.columns, distinct);
    sections.push({ ...shape, note: note + once, chart, rows, total });
  }
  return sections;
}

/** Whoever adds the rows up by hand is told that they come to more. */
function countedOnce(columns: readonly SectionColumn[], distinct: Record<string, string>): string {
  const headers = columns.filter(({ name }) => name in distinct).map(({ header }) => header);
  return headers.length === 0 ? '' : `${headers.join('、')}的合计去重,各行不能相加。`;
}

/** The queries by which the same tables are exported. */
export function sectionQueries(): { id: string; query: string; columns: readonly SectionColumn[] }[] {
  return SHAPES.map(({ id, query, columns }) => ({ id, query, columns }));
}

function cellOf(value: SectionCell, kind: Kind): SectionCell {
  return isNumber(kind) && typeof value === 'string' ? Number(value) : value;
}

async function totalRow(
  warehouse: Warehouse,
  columns: readonly SectionColumn[],
  rows: readonly (readonly SectionCell[])[],
  distinct: Record<string, string>,
): Promise<SectionCell[]> {
  const total: SectionCell[] = [];
  for (const [index, column] of columns.entries()) {
    const query = distinct[column.name];
    if (index === 0) total.push(column.kind === 'text' || column.kind === 'month' ? '合计' : null);
    else if (query !== undefined) total.push((await warehouse.first<{ n: number }>(query))?.n ?? 0);
    else if (column.adds === true) total.push(rows.reduce((sum, row) => sum + Number(row[index] ?? 0), 0));
    else total.push(null);
  }
  return total;
}

function isNumber(kind: Kind): boolean {
  return kind !== 'text' && kind !== 'date';
}
