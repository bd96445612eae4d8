import type { Form, WrittenCell } from './form.ts';

export interface WrittenColumn<Row> {
  header: string;
  /** The upper line of a two-line header, merged over neighbours of the same group. */
  group?: string;
  cell: (row: Row, form: Form, place: number) => WrittenCell;
  /** Set for money columns that a 合计 row adds up. */
  fen?: (row: Row) => number;
}

export type Format =
  | 'xlsx'
  | 'xls'
  | 'html-xls'
  | 'csv'
  | 'csv-bom'
  | 'csv-gbk'
  | 'pipe-gbk'
  | 'tab-gbk'
  /** Tab-separated text in GBK under the name of a workbook. */
  | 'tab-xls';

/** What an office puts round its rows. */
export interface Dress {
  title?: readonly string[];
  /** A 合计 row with right totals. */
  hasTotal?: boolean;
  footer?: readonly string[];
  /** Names of the sheets over which the rows are spread, each with its own header and total. */
  sheets?: readonly string[];
  /** A sheet of remarks, which holds no rows. */
  notes?: readonly string[];
  /** A hidden sheet with a code list. */
  hasHiddenSheet?: boolean;
  /** Rows nobody can use, by header: the reader must refuse them and say why. */
  spoilt?: readonly Readonly<Record<string, string>>[];
}

export interface FilePlan<Row> {
  /** Name without extension; the format adds its own. */
  name: string;
  source: string;
  format: Format;
  form: Form;
  columns: readonly WrittenColumn<Row>[];
  rows: Iterable<Row>;
  dress: Dress;
}

const EXTENSION: Record<Format, string> = {
  xlsx: '.xlsx',
  xls: '.xls',
  'html-xls': '.xls',
  csv: '.csv',
  'csv-bom': '.csv',
  'csv-gbk': '.csv',
  'pipe-gbk': '.txt',
  'tab-gbk': '.txt',
  'tab-xls': '.xls',
};

export function fileName(plan: Pick<FilePlan<never>, 'name' | 'format'>): string {
  return plan.name + EXTENSION[plan.format];
}

export type WrittenRowKind = 'title' | 'header' | 'data' | 'spoilt' | 'ignored';

export interface WrittenRow {
  kind: WrittenRowKind;
  cells: WrittenCell[];
}

/** The rows of the sheet from top to bottom, one at a time: a city's roster never stands in memory whole. */
export function* sheetRows<Row>(plan: FilePlan<Row>): Generator<WrittenRow> {
  const { columns, dress } = plan;
  for (const title of dress.title ?? []) yield { kind: 'title', cells: [title] };
  if (columns.some((column) => column.group !== undefined)) {
    yield { kind: 'header', cells: columns.map((column) => column.group ?? column.header) };
    yield {
      kind: 'header',
      cells: columns.map((column) => (column.group === undefined ? '' : column.header)),
    };
  } else {
    yield { kind: 'header', cells: columns.map((column) => column.header) };
  }
  const totals = columns.map(() => 0);
  let place = 0;
  for (const row of plan.rows) {
    place += 1;
    if (dress.hasTotal) {
      for (const [at, column] of columns.entries()) totals[at] = (totals[at] ?? 0) + (column.fen?.(row) ?? 0);
    }
    yield { kind: 'data', cells: columns.map((column) => column.cell(row, plan.form, place)) };
    if (place === 5) yield* spoiltRows(plan);
  }
  if (place < 5) yield* spoiltRows(plan);
  if (dress.hasTotal) yield { kind: 'ignored', cells: totalRow(plan, totals) };
  for (const line of dress.footer ?? []) yield { kind: 'ignored', cells: [line] };
}

function* spoiltRows<Row>(plan: FilePlan<Row>): Generator<WrittenRow> {
  for (const values of plan.dress.spoilt ?? []) {
    for (const header of Object.keys(values)) {
      if (!plan.columns.some((column) => column.header === header)) {
        throw new Error(`${plan.name} has no column ${header}`);
      }
    }
    yield { kind: 'spoilt', cells: plan.columns.map((column) => values[column.header] ?? '') };
  }
}

function totalRow<Row>(plan: FilePlan<Row>, totals: readonly number[]): WrittenCell[] {
  return plan.columns.map((column, at) => {
    if (column.fen !== undefined) return plan.form.money(totals[at] ?? 0);
    return at === 0 ? '合计' : '';
  });
}
