import { Refusal } from '../core/errors.ts';
import type { SheetRow } from '../reading/sheet-rows.ts';

/** The headers a field may stand under, the likeliest first. */
export type Headings<Field extends string> = Readonly<Record<Field, readonly string[]>>;

const HEADER_ROWS = 30;

/**
 * Finds the header row of a short list and gives its rows by field. Meant for the two lists that the ledger
 * itself takes in; the offices' big files have their own reader.
 */
export function readByHeader<Field extends string>(
  rows: readonly SheetRow[],
  headings: Headings<Field>,
  required: readonly NoInfer<Field>[],
): { row: number; cell: (field: Field) => string }[] {
  const fields = Object.keys(headings) as Field[];
  for (const [place, header] of rows.slice(0, HEADER_ROWS).entries()) {
    const names = header.cells.map(plainHeader);
    const columns = new Map<Field, number>();
    for (const field of fields) {
      const column = headings[field].map((name) => names.indexOf(plainHeader(name))).find((at) => at >= 0);
      if (column !== undefined) columns.set(field, column);
    }
    if (!required.every((field) => columns.has(field))) continue;
    return rows.slice(place + 1).map(({ row, cells }) => ({
      row,
      cell: (field) => (cells[columns.get(field) ?? -1] ?? '').trim(),
    }));
  }
  const wanted = required.map((field) => headings[field][0]).join('、');
  throw new Refusal(
    'table-header-missing',
    `前 ${HEADER_ROWS} 行里没有找到表头，至少要有：${wanted}`,
    `No header found in the first ${HEADER_ROWS} rows; these columns are needed: ${wanted}`,
  );
}

function plainHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\(.*?\)|[\s*:]/g, '')
    .toLowerCase();
}
