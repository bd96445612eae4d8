import { Refusal } from '../core/errors.ts';
import { moneyUnit } from '../reading/money-unit.ts';
import { joinCells } from '../reading/raw-file.ts';
import type { ComposedHeader } from '../reading/recognition/header-match.ts';
import { findHeader } from '../reading/recognition/header-rows.ts';
import { normaliseHeader, withoutBrackets } from '../reading/recognition/header-text.ts';
import type { SheetRow } from '../reading/sheet-rows.ts';

/** The headers a field may stand under, the likeliest first. */
export type Headings<Field extends string> = Readonly<Record<Field, readonly string[]>>;

const HEADER_ROWS = 30;

/**
 * Gives the rows of a short list by field, with the unit of a column of money in fen. The header is found and compared as in the offices' big files; what these lists
 * are is said by whoever hands them in, so that no source has to be chosen and a header counts only by its very words.
 */
export function readByHeader<Field extends string>(
  rows: readonly SheetRow[],
  headings: Headings<Field>,
  required: readonly NoInfer<Field>[],
): { row: number; cell: (field: Field) => string; unit: (field: Field) => number }[] {
  const fields = Object.keys(headings) as Field[];
  const known = new Set(fields.flatMap((field) => headings[field].map(normaliseHeader)));
  const head = rows.slice(0, HEADER_ROWS).map(({ row, cells }) => ({ row, joined: joinCells(cells) }));
  const header = findHeader(head, (one) => namesOf(one).some((name) => known.has(name)));
  const columns = new Map<Field, number>();
  for (const field of fields) {
    const column = headings[field]
      .map((name) => columnOf(header?.headers ?? [], normaliseHeader(name)))
      .find((at) => at >= 0);
    if (column !== undefined) columns.set(field, column);
  }
  if (header !== null && required.every((field) => columns.has(field))) {
    const above = head.slice(0, header.from).map(({ joined }) => joined);
    const unit = (field: Field): number => {
      const { parent = '', text = '' } = header.headers[columns.get(field) ?? -1] ?? {};
      return moneyUnit(`${parent}${text}`, above);
    };
    return rows.slice(header.to + 1).map(({ row, cells }) => ({
      row,
      unit,
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

/** A header's words whole, and without what stands in brackets: the unit of an amount, say. */
function namesOf({ text }: ComposedHeader): string[] {
  const bare = withoutBrackets(text);
  return bare === null ? [normaliseHeader(text)] : [normaliseHeader(text), bare.main];
}

function columnOf(headers: readonly ComposedHeader[], name: string): number {
  return headers.findIndex((header) => namesOf(header).includes(name));
}
