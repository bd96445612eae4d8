import { monthsBetween } from '../../core/month.ts';
import { columnOf, NumberColumn, ParquetFile, TextColumn } from '../../storage/parquet/parquet-file.ts';
import { moneyUnit } from '../money-unit.ts';
import { CELL_SEPARATOR } from '../raw-file.ts';
import { MONTHS_AHEAD } from '../recognition/month-of-year.ts';
import type { SheetRecognition } from '../recognition/recognise-sheet.ts';
import { UnreadColumns } from '../recognition/telling-cells.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { UNREAD } from '../vocabularies/vocabulary.ts';
import { type CellColumn, type CellReader, cellReader } from './cell-readers.ts';
import { FieldOfRow } from './field-of-row.ts';
import { type CellBesides, JoinedCells, joinedColumns } from './joined-cells.ts';
import type { MonthOfPointOne } from './point-one.ts';
import { refusalTest } from './row-checks.ts';
import { UnreadCells } from './unread-cells.ts';

const SEPARATOR = CELL_SEPARATOR.charCodeAt(0);

/** Types of columns in which nothing is unreadable but a number that a spreadsheet destroyed. */
const NUMBERED: ReadonlySet<string> = new Set(['account', 'text', 'phone']);
/** Types in which nothing is but several people in one cell. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['name', 'resident_id']);

/** How a sheet's columns become those of its source. */
export interface TypedLayout {
  recognition: SheetRecognition;
  source: SourceDefinition;
  /** Entitlement month for rows of a sheet without such a column. */
  period: number | null;
  /** Township for rows of a sheet without such a column. */
  township: string | null;
  /** Number of the sheet within the file, from 1. */
  sheetNo: number;
  /** The month that 2022.1 is, by field, where the list is of that month. */
  pointOnes: ReadonlyMap<string, 1 | 10>;
  /** What the cells show of it, by field, where they have been read before. */
  pointOnesFound: ReadonlyMap<string, MonthOfPointOne>;
  /** The year of months written without one, by field. */
  years: ReadonlyMap<string, number>;
  /** Its workbook counts days from 1904. */
  is1904: boolean;
}

/** The rows of a sheet on their way into one Parquet file: those refused are in it too, with their reason. */
export class TypedRows {
  /** By the column of the sheet; null for columns in which nothing is looked for. */
  readonly #byColumn: readonly (FieldOfRow | CellBesides | UnreadCells | null)[];
  readonly #fields: readonly FieldOfRow[];
  readonly #absent: readonly CellColumn[];
  readonly #period: { column: NumberColumn; month: number } | null;
  readonly #township: { column: TextColumn; name: string } | null;
  /** Of a list of one year, the month that its lines are for and those in which they were paid. */
  readonly #timed: { own: FieldOfRow | undefined; paid: readonly FieldOfRow[] };
  readonly #joined: readonly JoinedCells[];
  readonly #unread: readonly UnreadCells[];
  readonly #said = new TextColumn(UNREAD);
  readonly #place = [new NumberColumn('sheet_no', 'integer'), new NumberColumn('row_no', 'integer')] as const;
  readonly #refused = new TextColumn('refused_code');
  readonly #sheetNo: number;
  readonly #refusalOf: () => string | null;
  /** Of what is not certain in these the rows that are refused tell. */
  readonly #needed: ReadonlySet<string>;
  readonly #file: ParquetFile;

  constructor(path: string, layout: TypedLayout) {
    const { recognition, source, period, township, sheetNo, pointOnes, pointOnesFound, years, is1904 } =
      layout;
    const besideYear = new Set(recognition.years_beside.map(({ month }) => month));
    const byColumn = recognition.columns.flatMap(({ field, index }) => {
      const definition = source.fields[field];
      const unit = moneyUnit(recognition.headers[index] ?? '', recognition.title);
      return definition
        ? [
            {
              index,
              field: new FieldOfRow(field, definition, {
                unit,
                pointOne: pointOnes.get(field),
                pointOneFound: pointOnesFound.get(field),
                year: besideYear.has(index) ? undefined : years.get(field),
                isCoded: field in source.vocabulary,
                is1904,
              }),
            },
          ]
        : [];
    });
    this.#fields = byColumn.map(({ field }) => field);
    const own = this.#fields.find(({ field }) => field === source.period_field && years.has(field));
    this.#timed = { own, paid: this.#fields.filter((one) => one !== own && years.has(one.field)) };
    const groups = joinedColumns(source, recognition).map((joined) => {
      const own = this.#fields.find((one) => one.field === joined.field)!;
      return { indexes: joined.indexes, cells: new JoinedCells(own, joined) };
    });
    this.#joined = groups.map(({ cells }) => cells);
    const parts = groups.flatMap(({ indexes, cells }) =>
      indexes.map((index, place) => ({ index, field: cells.parts[place]! })),
    );
    const isPart = new Set(parts.map(({ index }) => index));
    const unread = new UnreadColumns(source, recognition.columns);
    const watched = recognition.unused
      .filter(({ index }) => !isPart.has(index))
      .flatMap((column) => {
        const says = unread.testOf(column);
        return says === null ? [] : [{ index: column.index, field: new UnreadCells(column.header, says) }];
      });
    this.#unread = watched.map(({ field }) => field);
    const looked = [...parts, ...byColumn, ...watched];
    const width = Math.max(0, ...looked.map(({ index }) => index + 1));
    this.#byColumn = Array.from(
      { length: width },
      (_, column) => looked.find(({ index }) => index === column)?.field ?? null,
    );
    this.#sheetNo = sheetNo;
    const present = this.#fields.flatMap(({ columns }) => columns);
    const absent = absentColumns(source, new Set([UNREAD, ...present.map(({ name }) => name)])).map(
      ({ name, type }) => columnOf(name, type),
    );
    const given = period === null ? undefined : absent.find(({ name }) => name === source.period_field);
    this.#period = given instanceof NumberColumn && period !== null ? { column: given, month: period } : null;
    const town = township === null ? undefined : absent.find(({ name }) => name === 'township');
    this.#township =
      town instanceof TextColumn && township !== null ? { column: town, name: township } : null;
    this.#absent = absent.filter(
      (column) => column !== this.#period?.column && column !== this.#township?.column,
    );
    this.#needed = new Set(source.row_needs.flat());
    this.#refusalOf = refusalTest(source, this.#fields, period !== null);
    const named = [...present, ...absent].sort((left, right) => (left.name < right.name ? -1 : 1));
    this.#file = new ParquetFile(path, [...this.#place, this.#refused, this.#said, ...named]);
  }

  /** Takes a row of data: its cells as bytes of UTF-8 with separators between. Says why it is refused, or null. */
  take(bytes: Uint8Array, start: number, end: number, row: number): string | null {
    const byColumn = this.#byColumn;
    let column = 0;
    for (let at = start; column < byColumn.length && at <= end; column += 1) {
      let stop = at;
      while (stop < end && bytes[stop] !== SEPARATOR) stop += 1;
      byColumn[column]?.take(bytes, at, stop);
      at = stop + 1;
    }
    for (; column < byColumn.length; column += 1) byColumn[column]?.takeNothing();
    for (const joined of this.#joined) joined.finish();
    this.#checkYear();
    this.#place[0].addNumber(this.#sheetNo);
    this.#place[1].addNumber(row);
    for (const missing of this.#absent) missing.addNothing();
    const said = this.#unread.map((cells) => cells.said).filter((text) => text !== '');
    if (said.length === 0) this.#said.addNothing();
    else this.#said.addText(said.join('；'));
    this.#period?.column.addNumber(this.#period.month);
    this.#township?.column.addText(this.#township.name);
    const code = this.#refusalOf();
    if (code === null) this.#refused.addNothing();
    else this.#refused.addText(code);
    this.#file.endRow();
    return code;
  }

  /** 所属期 12月 beside 发放月份 1月: of which year either is, the one year of the title does not say. */
  #checkYear(): void {
    const { own, paid } = this.#timed;
    if (!own?.isSaid || !own.isOfListYear) return;
    const monthOfRow = ({ columns }: FieldOfRow): number => (columns[0] as NumberColumn).last;
    own.isUnreadable = paid.some(
      (one) => one.isSaid && monthsBetween(monthOfRow(one), monthOfRow(own)) > MONTHS_AHEAD,
    );
  }

  /** Rows from here on stand under a title of their own, which names their month or township. */
  goOnUnder({ month, township }: { month: number | null; township: string | null }): void {
    if (this.#period !== null && month !== null) this.#period.month = month;
    if (this.#township !== null && township !== null) this.#township.name = township;
  }

  get rows(): number {
    return this.#file.rows;
  }

  /** What all rows of a money field come to, in fen. */
  sumOf(field: string): number {
    const column = this.#fields.find((one) => one.field === field)?.columns[0];
    return column instanceof NumberColumn ? column.sum : 0;
  }

  /** The month that 2022.1 turned out to be, by field, where its column has to be read again for that. */
  foundPointOnes(): Map<string, MonthOfPointOne> {
    const found = this.#fields.map(({ field, pointOne }) => [field, pointOne?.toReadAs] as const);
    return new Map(found.flatMap(([field, month]) => (month === undefined ? [] : [[field, month]])));
  }

  /** Columns in which cells say nothing that counts, and how many of them. */
  lostDigits(): { field: string; cells: number; of: 'number' | 'month' | 'people' | 'formula' }[] {
    const columns: ReturnType<TypedRows['lostDigits']> = [];
    for (const { field, type, unreadableCells: cells, uncountedCells, pointOne } of this.#fields) {
      if (uncountedCells > 0) columns.push({ field, cells: uncountedCells, of: 'formula' });
      if (NUMBERED.has(type) && cells > 0) columns.push({ field, cells, of: 'number' });
      else if (OF_PEOPLE.has(type) && cells > 0 && !this.#needed.has(field))
        columns.push({ field, cells, of: 'people' });
      else if (pointOne?.isOpen) columns.push({ field, cells, of: 'month' });
    }
    return columns;
  }

  finish(): void {
    this.#file.finish();
  }

  /** Gives up on the file. */
  close(): void {
    this.#file.close();
  }
}

/** Columns of the source that this sheet has no header for: they are there all the same, empty. */
export function absentColumns(
  source: SourceDefinition,
  present: ReadonlySet<string>,
): { name: string; type: CellReader['staged'][number]['type'] }[] {
  const unread = present.has(UNREAD) ? [] : [{ name: UNREAD, type: 'varchar' as const }];
  const fields = Object.entries(source.fields).flatMap(([field, { type: fieldType }]) =>
    cellReader(fieldType)
      .staged.map(({ suffix, type }) => ({ name: field + suffix, type }))
      .filter(({ name }) => !present.has(name)),
  );
  return [...unread, ...fields];
}
